import type { CreditView } from "@/api/types";
import { accrued, atLeastZero, money, nanos, type Nanos } from "@/lib/money";
import { whenWords } from "@/lib/time";

/** What is left at an instant, by the settled amount and the rate it is losing. */
export function leftAt(credit: CreditView, now: number): Nanos {
  const gone = accrued(nanos(credit.burnPerHour), now - Date.parse(credit.asOf));
  return atLeastZero(nanos(credit.available) - gone);
}

/** The sentence people plan by. */
export function paceWords(credit: CreditView, now: number): string {
  if (credit.status === "NONE") return "There is no credit yet.";
  if (isOver(credit)) return `The credit ${overWords(credit)}.`;
  if (credit.runningMachines === 0) {
    const daily = nanos(credit.disksPerDay);
    return daily === 0n
      ? "Nothing is running; nothing is being spent."
      : `Nothing is running; disks cost ${money(daily, "rate")} a day.`;
  }
  if (credit.endsAt === null) return "Lasts without end at this pace.";
  return `Ends ${whenWords(credit.endsAt, now)} at this pace`;
}

export function isOver(credit: CreditView): boolean {
  return credit.status === "EXHAUSTED" || credit.status === "EXPIRED";
}

/** How it ended, after "The credit". */
export function overWords({ status, revoked }: CreditView): string {
  if (status === "EXPIRED") return "has expired";
  return nanos(revoked) > 0n ? "is spent or revoked" : "is used up";
}

/** When the first thing happens to what runs: machines stop before the credit itself ends. */
export function firstEnd(credit: CreditView): string | null {
  return credit.machinesStopAt ?? credit.endsAt;
}
