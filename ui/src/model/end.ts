import type { CreditView, RuntimeView } from "@/api/types";
import { nanos } from "@/lib/money";
import { isOver } from "./credit";

export type EndCause = "RUN_LIMIT" | "CREDIT" | "EXPIRY";

/** An instant at which something stops by itself, and why. */
export interface End {
  at: string;
  cause: EndCause;
}

/** When the credit is gone at this pace: used up, or what is left expires. null: not in sight, or over. */
export function creditEnd(credit: CreditView): End | null {
  if (isOver(credit) || credit.status === "NONE") return null;
  const at = credit.endsAt ?? goneAt(credit.projection);
  if (at === null) return null;
  const expires = credit.grants.some(({ expiresAt }) => expiresAt !== null && isNear(expiresAt, at));
  return { at, cause: expires ? "EXPIRY" : "CREDIT" };
}

type Paid = Pick<RuntimeView, "runsUntil" | "state">;

/** When a running machine stops: at its run limit, or with the credit that pays for it, whichever is first. */
export function runEnd({ state, runsUntil }: Paid, credit: CreditView | undefined): End | null {
  if (state !== "RUNNING") return null;
  const limit: End | null = runsUntil === null ? null : { at: runsUntil, cause: "RUN_LIMIT" };
  const stop = credit ? machineStop(credit) : null;
  return credit && stop && limit && follows(limit, stop, credit) ? stop : earliest([stop, limit]);
}

const PART = 100;
const SLACK_MS = 10_000;

/** A machine's own end follows that of its credit within one per cent of what is left: it is no limit. */
function follows(own: End, stop: End, { asOf }: CreditView): boolean {
  const off = Math.abs(Date.parse(own.at) - Date.parse(stop.at));
  return off <= SLACK_MS + (Date.parse(stop.at) - Date.parse(asOf)) / PART;
}

/** When the first of the machines stops that a credit pays for; null: none runs, or none has an end. */
export function machinesEnd(credit: CreditView, runtimes: readonly Paid[]): End | null {
  if (credit.runningMachines === 0) return null;
  return earliest([machineStop(credit), firstEnd(runtimes, () => credit)]);
}

/** When the first of these machines stops, each by its limit and what pays for it. */
export function firstEnd<R extends Paid>(
  runtimes: readonly R[],
  creditOf: (runtime: R) => CreditView | undefined,
): End | null {
  return earliest(runtimes.map((runtime) => runEnd(runtime, creditOf(runtime))));
}

/** Machines are told to stop a moment before the credit ends. */
function machineStop(credit: CreditView): End | null {
  const end = creditEnd(credit);
  return end && { ...end, at: credit.machinesStopAt ?? end.at };
}

/** Of two at one instant the first in the list counts. */
function earliest(ends: readonly (End | null)[]): End | null {
  const known = ends.filter((end) => end !== null);
  if (known.length === 0) return null;
  return known.reduce((first, end) => (Date.parse(end.at) < Date.parse(first.at) ? end : first));
}

/** From where on a projection stays at zero. */
function goneAt(projection: CreditView["projection"]): string | null {
  const last = projection.findLastIndex(({ available }) => nanos(available) > 0n);
  return projection[last + 1]?.at ?? null;
}

function isNear(a: string, b: string): boolean {
  return Math.abs(Date.parse(a) - Date.parse(b)) <= 1_000;
}
