import { IconCheck, IconX } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import type { StepView } from "@/api/types";
import { useNow } from "@/lib/clock";
import { lasting, stopwatch } from "@/lib/time";
import { announce } from "./announce";
import classes from "./timeline.module.css";

/** What takes time, with its name in words. */
export type TimelineStep = Omit<StepView, "name"> & { name: string };

/** Steps from top to bottom, elapsed on the right, the current one pulsing. */
export function Timeline({ steps, label }: { steps: readonly TimelineStep[]; label: string }) {
  useSpokenSteps(steps);
  return (
    <ol className={classes.steps} aria-label={label}>
      {steps.map((step) => (
        <Step key={step.name} step={step} />
      ))}
    </ol>
  );
}

function Step({ step }: { step: TimelineStep }) {
  return (
    <li
      className={classes.step}
      data-state={step.state}
      aria-current={step.state === "CURRENT" ? "step" : undefined}
    >
      <span className={classes.mark} aria-hidden>
        {step.state === "DONE" && <IconCheck size={12} stroke={3} />}
        {step.state === "FAILED" && <IconX size={12} stroke={3} />}
      </span>
      <span className={classes.name}>
        {step.name}
        <StepNote step={step} />
        {step.notes.map((note) => (
          <span key={note} className={classes.line}>
            {note}
          </span>
        ))}
      </span>
      <StepTime step={step} />
    </li>
  );
}

const WORDS = { DONE: "done", CURRENT: "under way", WAITING: "waiting", FAILED: "failed" };

function StepNote({ step }: { step: TimelineStep }) {
  const now = useNow();
  const late = step.state === "CURRENT" && step.deadline !== null && Date.parse(step.deadline) < now;
  const notes = [
    step.attempt > 1 && `attempt ${step.attempt}`,
    late && "slower than usual",
    step.state === "CURRENT" &&
      !late &&
      step.usualSeconds !== null &&
      `usually ${lasting(step.usualSeconds * 1_000)}`,
  ].filter(Boolean);
  return (
    <span className={classes.note} data-late={late}>
      <span className={classes.hidden}>, {WORDS[step.state]}</span>
      {notes.length > 0 && ` · ${notes.join(" · ")}`}
    </span>
  );
}

function StepTime({ step }: { step: TimelineStep }) {
  const now = useNow();
  if (!step.startedAt) return <span className={classes.time} />;
  const end = step.finishedAt ? Date.parse(step.finishedAt) : now;
  return <span className={classes.time}>{stopwatch(end - Date.parse(step.startedAt))}</span>;
}

function useSpokenSteps(steps: readonly TimelineStep[]): void {
  const at = steps.find((step) => step.state === "CURRENT" || step.state === "FAILED");
  const words = at ? `${at.name}: ${at.notes.at(-1) ?? WORDS[at.state]}` : "";
  const spoken = useRef(words);
  useEffect(() => {
    if (words && words !== spoken.current) announce(words);
    spoken.current = words;
  }, [words]);
}
