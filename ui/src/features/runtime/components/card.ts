import type { RuntimeView } from "@/api/types";
import type { StartAnswer } from "@/model/credit";
import type { useChangeRuntime } from "../api/change-runtime";

/** What the card of a runtime gets, one card for each state. */
export interface CardProps {
  runtime: RuntimeView;
  /** One for all cards: a refusal may come when the next card is shown already. */
  change: ReturnType<typeof useChangeRuntime>;
  start: StartAnswer;
  /** Commands are accepted, their effect waits. */
  delayed: boolean;
  /** From asking for this tool to working in it, from history. */
  usualSeconds: number | null;
}
