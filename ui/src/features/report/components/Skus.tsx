import { useQuery } from "@tanstack/react-query";
import type { SpendItem, SpendView } from "@/api/types";
import { Amount } from "@/components/Amount";
import { type Column, DataTable } from "@/components/DataTable";
import { Loaded } from "@/components/Loaded";
import { nanos } from "@/lib/money";
import { type SpendQuery, skusQuery } from "../api/get-spend";

const COLUMNS: Column<SpendItem>[] = [
  { head: "SKU", wrap: true, cell: ({ sku }) => sku },
  { head: "Amount", numeric: true, cell: ({ amount }) => <Amount value={nanos(amount)} precision="exact" /> },
];

/** What a run is made of, to the nano as it is in the books. */
export function Skus({ workspace, asked }: { workspace: string; asked: SpendQuery }) {
  const spend = useQuery(skusQuery(workspace, asked));
  return (
    <Loaded query={spend} what="The SKUs">
      {(data) => <Table spend={data} />}
    </Loaded>
  );
}

function Table({ spend }: { spend: SpendView }) {
  return (
    <DataTable
      caption="SKUs"
      columns={COLUMNS}
      rows={spend.items ?? []}
      rowKey={({ key }) => key}
      total={{ SKU: "Total", Amount: <Amount value={nanos(spend.total)} precision="exact" /> }}
    />
  );
}
