import { Stack, Title } from "@mantine/core";
import type { WorkspacePayerView } from "@/api/types";
import { type Column, DataTable } from "@/components/DataTable";
import { Payer } from "@/components/Payer";
import { When } from "@/components/When";

type Bound = WorkspacePayerView["bound"];

const COLUMNS: Column<Bound>[] = [
  { head: "Payer", wrap: true, cell: ({ payer }) => <Payer payer={payer} /> },
  { head: "From", cell: ({ since }) => <When at={since} as="full" /> },
  { head: "Until", cell: ({ until }) => until && <When at={until} as="full" /> },
  { head: "Chosen by", wrap: true, cell: ({ by }) => by.name },
];

/** Who paid before, the latest first. */
export function Earlier({ earlier }: { earlier: readonly Bound[] }) {
  return (
    <Stack gap="md">
      <Title order={2}>Who paid before</Title>
      <DataTable caption="Who paid before" columns={COLUMNS} rows={earlier} rowKey={({ since }) => since} />
    </Stack>
  );
}
