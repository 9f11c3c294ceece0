import type { CreditView, PostingView } from "@/api/types";
import { Amount } from "@/components/Amount";
import { type Column, DataTable } from "@/components/DataTable";
import { When } from "@/components/When";
import { useNow } from "@/lib/clock";
import type { Nanos } from "@/lib/money";
import { leftAt } from "@/model/credit";
import { kindName } from "@/model/posting";
import { type StatementLine, statementLines } from "@/model/statement";
import { refName } from "@/model/workspace";
import classes from "./ledger.module.css";

/** What the platform paid stands beside the credit, not in it. */
const PLATFORM: Column<StatementLine> = {
  head: "Paid by the platform",
  numeric: true,
  cell: ({ platform }) => exact(platform),
};

const COLUMNS: Column<StatementLine>[] = [
  { head: "What", wrap: true, cell: ({ what }) => <span className={classes.wrap}>{what}</span> },
  { head: "Kind", cell: ({ posting }) => posting && kindName(posting.kind), wideOnly: true },
  { head: "Workspace", wrap: true, cell: ({ posting }) => posting?.workspace && refName(posting.workspace) },
  { head: "Account", cell: ({ posting }) => posting?.accountName, wideOnly: true },
  { head: "Used", cell: ({ posting }) => posting && used(posting) },
  {
    head: "Booked",
    cell: ({ posting }) => posting && <When at={posting.bookedAt} as="short" />,
    wideOnly: true,
  },
  { head: "Amount", numeric: true, cell: ({ credit }) => exact(credit) },
];

function exact(amount: Nanos | null) {
  return amount !== null && <Amount value={amount} precision="exact" />;
}

function used({ usageFrom, usageTo }: PostingView) {
  if (usageFrom === null || usageTo === null || usageFrom === usageTo) return null;
  return (
    <>
      <When at={usageFrom} as="short" /> – <When at={usageTo} as="short" />
    </>
  );
}

interface Props {
  credit: CreditView;
  postings: readonly PostingView[];
  isCut: boolean;
}

export function StatementTable(shown: Props) {
  const now = useNow();
  const lines = statementLines(shown, now);
  const hasPlatform = lines.some(({ platform }) => platform !== null);
  return (
    <DataTable
      caption="Statement"
      columns={hasPlatform ? [...COLUMNS, PLATFORM] : COLUMNS}
      rows={lines}
      rowKey={({ id }) => id}
      total={{ What: "Left", Amount: exact(leftAt(shown.credit, now)) }}
    />
  );
}
