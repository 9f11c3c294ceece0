import type { CreditView, End, RuntimeView } from "@/api/types";
import { accrued, atLeastZero, money, nanos, type Nanos } from "@/lib/money";
import { whenWords } from "@/lib/time";

/** What is left at an instant, by the settled amount and the rate it is losing. */
export function leftAt(credit: CreditView, now: number): Nanos {
  const gone = accrued(nanos(credit.burnPerHour), now - Date.parse(credit.asOf));
  return atLeastZero(nanos(credit.available) - gone);
}

/** The sentence people plan by. `end`: of the first machine. */
export function paceWords(credit: CreditView, end: End | null, now: number): string {
  if (credit.status === "NONE") return "There is no credit yet.";
  if (isOver(credit)) return `The credit ${overWords(credit)}.`;
  if (credit.runningMachines === 0) {
    const daily = nanos(credit.disksPerDay);
    return daily === 0n
      ? "Nothing is running; nothing is being spent."
      : `Nothing is running; disks cost ${money(daily, "rate")} a day.`;
  }
  if (end === null) return "Lasts without end at this pace.";
  const when = whenWords(end.at, now);
  switch (end.cause) {
    case "RUN_LIMIT":
      return `A machine stops ${when}, at its run limit`;
    case "CREDIT":
      return `Ends ${when} at this pace`;
    case "EXPIRY":
      return `Expires ${when}`;
  }
}

export function isOver(credit: CreditView): boolean {
  return credit.status === "EXHAUSTED" || credit.status === "EXPIRED";
}

/** How it ended, after "The credit". */
export function overWords({ status, revoked, available }: CreditView): string {
  if (status === "EXPIRED") return "has expired";
  const rest = nanos(available) > 0n ? ` but for ${money(nanos(available))}` : "";
  return (nanos(revoked) > 0n ? "is spent or revoked" : "is used up") + rest;
}

/** What was spent up to an instant, so that with what is left then it makes the same total. */
export function spentAt(credit: CreditView, now: number): Nanos {
  return nanos(credit.spent) + nanos(credit.available) - leftAt(credit, now);
}

/**
 * Whether a runtime of this credit would start. Of what the end of credit stopped, the server names those
 * that can start again; unknown credit is left for it to judge.
 */
export function paysForStart(credit: CreditView | undefined, runtime: RuntimeView): boolean {
  if (!credit) return true;
  if (isOver(credit) || credit.status === "NONE") return false;
  const wasStopped = runtime.state === "STOPPED" && runtime.stopReason?.code === "CREDIT";
  return !wasStopped || credit.restorable.some(({ id }) => id === runtime.id);
}

/** What is known of a start before it is asked for. */
export interface StartAnswer {
  isKnown: boolean;
  /** Why it would be refused, with what would help; null: nothing is against it, as far as is known. */
  refusal: string | null;
}

export const MORE_CREDIT_WORDS =
  "The credit does not pay for a start. Ask an administrator for more; the disk is kept for now.";
