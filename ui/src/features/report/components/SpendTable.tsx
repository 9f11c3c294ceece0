import { Button, Modal, Stack } from "@mantine/core";
import { type ReactNode, useState } from "react";
import type { SpendItem, SpendView, ToolId, WorkspaceView } from "@/api/types";
import { Amount } from "@/components/Amount";
import { type Column, DataTable } from "@/components/DataTable";
import { LinkText } from "@/components/LinkButton";
import { Payer } from "@/components/Payer";
import { When } from "@/components/When";
import { addUp, type Nanos, nanos } from "@/lib/money";
import { calendarDay } from "@/lib/time";
import { runWords } from "@/model/run";
import { toolName } from "@/model/tool";
import type { SpendQuery } from "../api/get-spend";
import { Skus } from "./Skus";
import { DISKS } from "./SpendFilters";

interface Props {
  workspace: WorkspaceView;
  spend: SpendView;
  items: readonly SpendItem[];
  /** There are more than these. */
  isCut: boolean;
  asked: SpendQuery;
}

interface Line {
  item: SpendItem;
  amount: Nanos;
}

export function SpendTable(props: Props) {
  const { workspace, spend, items, isCut, asked } = props;
  const [opened, setOpened] = useState<SpendItem | null>(null);
  const amounts = items.map(({ amount }) => nanos(amount));
  const shown = isCut ? amounts : addUp(amounts);
  const hasUnbooked = items.some(({ unbooked }) => nanos(unbooked) !== 0n);
  const columns = [
    ...FIRST[spend.by](props),
    PAID_BY,
    ...(hasUnbooked ? [UNBOOKED] : []),
    AMOUNT,
    ...(spend.by === "RUN" ? [skusColumn(setOpened)] : []),
  ];
  return (
    <>
      <DataTable
        caption={`What was spent, by ${spend.by.toLowerCase()}`}
        columns={columns}
        rows={items.map((item, index) => ({ item, amount: shown[index]! }))}
        rowKey={({ item }) => item.key}
        total={{
          [columns[0]!.head]: "Total",
          Amount: <Amount value={isCut ? nanos(spend.total) : addUp([nanos(spend.total)])[0]!} />,
        }}
      />
      <Modal
        opened={opened !== null}
        onClose={() => setOpened(null)}
        size="lg"
        title={opened?.run && runWords(opened.run)}
      >
        {opened && (
          <Skus workspace={workspace.id} asked={{ from: asked.from, to: asked.to, run: opened.key }} />
        )}
      </Modal>
    </>
  );
}

const AMOUNT: Column<Line> = {
  head: "Amount",
  numeric: true,
  cell: ({ amount }) => <Amount value={amount} />,
};

const UNBOOKED: Column<Line> = {
  head: "Running now",
  numeric: true,
  cell: ({ item }) => nanos(item.unbooked) !== 0n && <Amount value={nanos(item.unbooked)} />,
};

const PAID_BY: Column<Line> = {
  head: "Paid by",
  wrap: true,
  cell: ({ item: { payers } }) => (
    <Stack gap={0}>
      {payers.map(({ kind, name, amount }) => (
        <span key={`${kind} ${name}`}>
          <Payer payer={{ kind, name }} />
          {payers.length > 1 && (
            <>
              {" "}
              <Amount value={nanos(amount)} />
            </>
          )}
        </span>
      ))}
    </Stack>
  ),
};

/** What comes first in a row, and leads to the runs behind it. */
const FIRST: Record<SpendView["by"], (props: Props) => Column<Line>[]> = {
  PERSON: ({ workspace, asked }) => [
    {
      head: "Person",
      wrap: true,
      cell: ({ item }) => (
        <Runs workspace={workspace} asked={{ ...asked, person: item.person?.id }}>
          {item.person?.name}
        </Runs>
      ),
    },
  ],
  TOOL: ({ workspace, asked }) => [
    {
      head: "Tool",
      cell: ({ item }) => (
        <Runs workspace={workspace} asked={{ ...asked, tool: item.tool ?? DISKS }}>
          {spentOn(item.tool)}
        </Runs>
      ),
    },
  ],
  DAY: ({ workspace, asked }) => [
    {
      head: "Day",
      cell: ({ item }) => (
        <Runs workspace={workspace} asked={{ ...asked, from: item.key, to: item.key }}>
          {calendarDay(item.key)}
        </Runs>
      ),
    },
  ],
  RUN: () => [
    { head: "Run", wrap: true, cell: ({ item }) => item.run && runWords(item.run) },
    { head: "Person", wrap: true, cell: ({ item }) => item.run?.person.name },
    { head: "From", cell: ({ item }) => item.run && <When at={item.run.startedAt} as="short" /> },
    {
      head: "To",
      cell: ({ item: { run } }) =>
        run && (run.stoppedAt ? <When at={run.stoppedAt} as="short" /> : "goes on"),
    },
  ],
  SKU: () => [{ head: "SKU", wrap: true, cell: ({ item }) => item.sku }],
};

interface RunsProps {
  workspace: WorkspaceView;
  asked: SpendQuery;
  children: ReactNode;
}

function Runs({ workspace, asked, children }: RunsProps) {
  return (
    <LinkText to="/workspaces/$w" params={{ w: workspace.id }} search={{ tab: "spend", ...asked, by: "RUN" }}>
      {children}
    </LinkText>
  );
}

function skusColumn(open: (item: SpendItem) => void): Column<Line> {
  return {
    head: "Made of",
    numeric: true,
    cell: ({ item }) =>
      item.run && (
        <Button
          variant="subtle"
          size="compact-sm"
          aria-label={`SKUs of ${runWords(item.run)}`}
          onClick={() => open(item)}
        >
          SKUs…
        </Button>
      ),
  };
}

function spentOn(tool: ToolId | null): string {
  return tool ? toolName(tool) : "Disks";
}
