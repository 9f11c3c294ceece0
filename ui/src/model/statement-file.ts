import type { LedgerLineView, StatementView } from "@/api/types";
import { csv } from "@/lib/csv";
import { whatWords } from "./statement";

const HEAD = [
  "row",
  "day",
  "what",
  "workspace",
  "person",
  "kind",
  "from",
  "to",
  "sku",
  "quantity",
  "unit",
  "unit_price_usd",
  "paid_by",
  "amount_usd",
];

/** A line for each line of the books, to the nano. */
export function statementFile(rows: readonly StatementView[]): string {
  return csv(
    HEAD,
    rows.flatMap((row) =>
      row.lines.length > 0
        ? row.lines.map((line) => [...placeOf(row), ...chargeOf(line)])
        : [[...placeOf(row), row.kind, row.from, row.to, "", "", "", "", "", row.credit]],
    ),
  );
}

function placeOf(row: StatementView): string[] {
  return [row.key, row.day, whatWords(row), row.workspace?.name ?? "", row.run?.person.name ?? ""];
}

function chargeOf(line: LedgerLineView): string[] {
  const { kind, from, to, sku, quantity, unit, unitPrice, payer, amount } = line;
  return [kind, from, to, sku, quantity, unit, unitPrice, payer.name, amount];
}
