import type { LedgerLineView } from "@/api/types";
import { Amount } from "@/components/Amount";
import { type Column, DataTable } from "@/components/DataTable";
import { Payer } from "@/components/Payer";
import { nanos, sum } from "@/lib/money";
import { kindName } from "@/model/posting";
import { priceWords, quantityWords } from "@/model/statement";

const COLUMNS: Column<LedgerLineView>[] = [
  {
    head: "SKU",
    wrap: true,
    cell: ({ kind, sku }) => (kind === "USAGE" ? sku : `${kindName(kind)}: ${sku}`),
  },
  { head: "Quantity", numeric: true, cell: quantityWords },
  { head: "Price", numeric: true, cell: priceWords },
];

const PAID_BY: Column<LedgerLineView> = {
  head: "Paid by",
  wrap: true,
  cell: ({ payer }) => <Payer payer={payer} />,
};

const AMOUNT: Column<LedgerLineView> = {
  head: "Amount",
  numeric: true,
  cell: ({ amount }) => <Amount value={nanos(amount)} precision="exact" />,
};

/** What the books hold of a row, to the nano. */
export function LedgerLines({ lines }: { lines: readonly LedgerLineView[] }) {
  const payers = new Set(lines.map(({ payer }) => payer.name));
  const total = sum(lines.map(({ amount }) => nanos(amount)));
  return (
    <DataTable
      caption="Lines of the books"
      columns={[...COLUMNS, ...(payers.size > 1 ? [PAID_BY] : []), AMOUNT]}
      rows={lines}
      rowKey={(line) => `${line.kind} ${line.sku} ${line.unitPrice} ${line.from} ${line.payer.name}`}
      total={{ SKU: "Total", Amount: <Amount value={total} precision="exact" /> }}
    />
  );
}
