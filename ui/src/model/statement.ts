import type { CreditView, PostingView } from "@/api/types";
import { nanos, type Nanos, sum } from "@/lib/money";
import { leftAt } from "./credit";
import { kindName } from "./posting";

/** A row of a statement: a posting, or what is not booked or not shown. */
export interface StatementLine {
  id: string;
  what: string;
  posting: PostingView | null;
  /** What it moves on the credit. */
  credit: Nanos | null;
  /** What the platform paid in its stead. */
  platform: Nanos | null;
}

interface Shown {
  credit: CreditView;
  postings: readonly PostingView[];
  /** Whether there are older postings, which are not among these. */
  isCut: boolean;
}

/** Newest first; all that moves the credit adds up to what is left of it at that instant. */
export function statementLines({ credit, postings, isCut }: Shown, now: number): StatementLine[] {
  const running = leftAt(credit, now) - nanos(credit.available) + nanos(credit.unbooked);
  const booked = postings.map(lineOf);
  const before = leftAt(credit, now) - running - sum(booked.map((line) => line.credit ?? 0n));
  return [
    ...(running === 0n ? [] : [unposted("running", runningWords(credit), running)]),
    ...booked,
    ...(isCut ? [unposted("before", "Before these", before)] : []),
  ];
}

function lineOf(posting: PostingView): StatementLine {
  const { id, kind, description, account } = posting;
  const amount = nanos(posting.amount);
  const isOnCredit = account.startsWith("credit:");
  return {
    id,
    what: description || kindName(kind),
    posting,
    credit: isOnCredit ? amount : null,
    platform: isOnCredit ? null : amount,
  };
}

function unposted(id: string, what: string, credit: Nanos): StatementLine {
  return { id, what, posting: null, credit, platform: null };
}

function runningWords({ burnPerHour }: CreditView): string {
  return nanos(burnPerHour) === 0n ? "Not booked yet" : "Running now, booked each hour";
}
