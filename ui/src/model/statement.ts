import type { CreditView, LedgerLineView, StatementView } from "@/api/types";
import { nanos, type Nanos, quantity, sum } from "@/lib/money";
import { leftAt } from "./credit";
import { kindName } from "./posting";
import { runWords } from "./run";

/** A row of a statement as it is shown: the server's, or what is not booked or not shown. */
export interface StatementLine {
  id: string;
  what: string;
  row: StatementView | null;
  /** What it moves on the credit. */
  credit: Nanos | null;
  /** What the platform paid in its stead. */
  platform: Nanos | null;
}

interface Shown {
  credit: CreditView;
  rows: readonly StatementView[];
  /** Whether there are older rows, which are not among these. */
  isCut: boolean;
}

/** Newest first; all that moves the credit adds up to what is left of it at that instant. */
export function statementLines({ credit, rows, isCut }: Shown, now: number): StatementLine[] {
  const running = leftAt(credit, now) - nanos(credit.available) + nanos(credit.unbooked);
  const booked = rows.map(lineOf);
  const before = leftAt(credit, now) - running - sum(booked.map((line) => line.credit ?? 0n));
  return [
    ...(running === 0n ? [] : [unposted("running", runningWords(credit), running)]),
    ...booked,
    ...(isCut ? [unposted("before", "Before these", before)] : []),
  ];
}

function lineOf(row: StatementView): StatementLine {
  const credit = nanos(row.credit);
  const platform = nanos(row.platform);
  return {
    id: row.key,
    what: whatWords(row),
    row,
    credit: credit === 0n && platform !== 0n ? null : credit,
    platform: platform === 0n ? null : platform,
  };
}

export function whatWords({ kind, run, description, corrected }: StatementView): string {
  if (!run) return description ?? kindName(kind);
  if (kind === "PAYER_TRANSFER") return `${runWords(run)}, paid by another`;
  return corrected ? `${runWords(run)}, corrected` : runWords(run);
}

function unposted(id: string, what: string, credit: Nanos): StatementLine {
  return { id, what, row: null, credit, platform: null };
}

function runningWords({ burnPerHour }: CreditView): string {
  return nanos(burnPerHour) === 0n ? "Not booked yet" : "Running now, booked each hour";
}

const UNITS: Record<LedgerLineView["unit"], string> = {
  VCPU_HOUR: "vCPU·h",
  GIB_HOUR: "GiB·h",
  HOUR: "h",
  GIB_MONTH: "GiB·month",
};

/** "1.5 vCPU·h"; nothing where only who pays has changed. */
export function quantityWords({ quantity: used, unit }: LedgerLineView): string | null {
  const plain = quantity(used);
  return plain === "0" ? null : `${plain.replace("-", "−")} ${UNITS[unit]}`;
}

/** A unit price is shown whole: it is what the amount is made from. */
export function priceWords({ unitPrice, unit }: LedgerLineView): string {
  return `$${quantity(unitPrice)} / ${UNITS[unit]}`;
}
