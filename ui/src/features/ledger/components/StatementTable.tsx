import { Button, Modal } from "@mantine/core";
import { useState } from "react";
import type { CreditView, StatementView } from "@/api/types";
import { Amount } from "@/components/Amount";
import { type Column, DataTable } from "@/components/DataTable";
import { When } from "@/components/When";
import { useNow } from "@/lib/clock";
import type { Nanos } from "@/lib/money";
import { calendarDay } from "@/lib/time";
import { leftAt } from "@/model/credit";
import { type StatementLine, statementLines, whatWords } from "@/model/statement";
import { refName } from "@/model/workspace";
import { LedgerLines } from "./LedgerLines";
import classes from "./ledger.module.css";

/** What the platform paid stands beside the credit, not in it. */
const PLATFORM: Column<StatementLine> = {
  head: "Platform paid",
  numeric: true,
  cell: ({ platform }) => exact(platform),
};

const COLUMNS: Column<StatementLine>[] = [
  { head: "What", wrap: true, cell: ({ what }) => <span className={classes.wrap}>{what}</span> },
  { head: "Workspace", wrap: true, cell: ({ row }) => row?.workspace && refName(row.workspace) },
  { head: "Person", cell: ({ row }) => row?.run?.person.name },
  { head: "Day", cell: ({ row }) => row && calendarDay(row.day) },
  { head: "Used", cell: ({ row }) => row?.run && used(row), wideOnly: true },
  { head: "Amount", numeric: true, cell: ({ credit }) => exact(credit) },
];

function exact(amount: Nanos | null) {
  return amount !== null && <Amount value={amount} precision="exact" />;
}

function used({ from, to }: StatementView) {
  return (
    <>
      <When at={from} as="second" /> – <When at={to} as="second" />
    </>
  );
}

function linesColumn(open: (row: StatementView) => void): Column<StatementLine> {
  return {
    head: "Made of",
    numeric: true,
    cell: ({ row }) =>
      row &&
      row.lines.length > 0 && (
        <Button
          variant="subtle"
          size="compact-sm"
          aria-label={`Lines of ${titleOf(row)}`}
          onClick={() => open(row)}
        >
          Lines…
        </Button>
      ),
  };
}

function titleOf(row: StatementView): string {
  return `${whatWords(row)}, ${calendarDay(row.day)}`;
}

interface Props {
  credit: CreditView;
  rows: readonly StatementView[];
  isCut: boolean;
}

export function StatementTable(shown: Props) {
  const now = useNow();
  const [opened, setOpened] = useState<StatementView | null>(null);
  const lines = statementLines(shown, now);
  const hasPlatform = lines.some(({ platform }) => platform !== null);
  return (
    <>
      <DataTable
        caption="Statement"
        columns={[...COLUMNS, ...(hasPlatform ? [PLATFORM] : []), linesColumn(setOpened)]}
        rows={lines}
        rowKey={({ id }) => id}
        total={{ What: "Left", Amount: exact(leftAt(shown.credit, now)) }}
      />
      <Modal
        opened={opened !== null}
        onClose={() => setOpened(null)}
        size="xl"
        title={opened && titleOf(opened)}
      >
        {opened && <LedgerLines lines={opened.lines} />}
      </Modal>
    </>
  );
}
