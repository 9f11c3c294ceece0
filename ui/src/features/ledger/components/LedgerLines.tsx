import { Text } from "@mantine/core";
import type { LedgerLineView } from "@/api/types";
import { Amount } from "@/components/Amount";
import { type Column, DataTable } from "@/components/DataTable";
import { Payer } from "@/components/Payer";
import { nanos, sum } from "@/lib/money";
import { kindName } from "@/model/posting";
import { priceWords, quantityWords } from "@/model/statement";

const COLUMNS: Column<LedgerLineView>[] = [
  { head: "Quantity", numeric: true, cell: quantityWords },
  { head: "Price", numeric: true, cell: (line) => quantityWords(line) && priceWords(line) },
  {
    head: "Amount",
    numeric: true,
    cell: ({ amount }) => <Amount value={nanos(amount)} precision="exact" />,
  },
];

/** Who pays is said where it is not the same of all. */
function skuColumn(lines: readonly LedgerLineView[]): Column<LedgerLineView> {
  const isShared = new Set(lines.map(({ payer }) => payer.name)).size > 1;
  return {
    head: "SKU",
    wrap: true,
    cell: ({ kind, sku, payer }) => (
      <>
        {kind === "USAGE" ? sku : `${kindName(kind)}: ${sku}`}
        {isShared && (
          <Text component="div" size="sm" c="dimmed">
            <Payer payer={payer} />
          </Text>
        )}
      </>
    ),
  };
}

/** What the books hold of a row, to the nano. */
export function LedgerLines({ lines }: { lines: readonly LedgerLineView[] }) {
  const total = sum(lines.map(({ amount }) => nanos(amount)));
  return (
    <DataTable
      caption="Lines of the books"
      columns={[skuColumn(lines), ...COLUMNS]}
      rows={lines}
      rowKey={(line) => `${line.kind} ${line.sku} ${line.unitPrice} ${line.from} ${line.payer.name}`}
      total={{ SKU: "Total", Amount: <Amount value={total} precision="exact" /> }}
    />
  );
}
