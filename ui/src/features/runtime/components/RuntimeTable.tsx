import { Stack, Text } from "@mantine/core";
import type { RuntimeView } from "@/api/types";
import { Amount, LiveAmount } from "@/components/Amount";
import { type Column, DataTable } from "@/components/DataTable";
import { StateBadge } from "@/components/StateBadge";
import { nanos, sum } from "@/lib/money";
import { computerWords } from "@/model/computer";
import { machineName } from "@/model/runtime";
import { toolName } from "@/model/tool";
import type { Computer } from "@/model/computer";
import { refName } from "@/model/workspace";
import { RuntimeLink } from "./RuntimeLink";

/** Everything that runs, over all people, with the sum of what it burns. */
export function RuntimeTable({
  runtimes,
  computer,
}: {
  runtimes: readonly RuntimeView[];
  computer: Computer;
}) {
  const burn = sum(runtimes.map((runtime) => nanos(runtime.cost.perHour)));
  return (
    <Stack gap="md">
      {computer && (
        <Text size="sm" c="dimmed">
          {computerWords(computer)}; each is charged as its machine type.
        </Text>
      )}
      <DataTable
        caption="Runtimes"
        columns={columnsOn(computer)}
        rows={runtimes}
        rowKey={(runtime) => runtime.id}
        total={{ "Runtime": "All of it", "Per hour": <Amount value={burn} precision="rate" /> }}
      />
    </Stack>
  );
}

function columnsOn(computer: Computer): Column<RuntimeView>[] {
  return [
    {
      head: "Runtime",
      wrap: true,
      cell: (runtime) => (
        <RuntimeLink runtime={runtime}>
          {toolName(runtime.tool)} in {refName(runtime.workspace)}
        </RuntimeLink>
      ),
    },
    { head: "State", cell: (runtime) => <StateBadge state={runtime.state} since={runtime.since} /> },
    { head: "Person", cell: (runtime) => runtime.owner.name },
    { head: computer ? "Charged as" : "Machine", cell: (runtime) => machineName(runtime.machineType) },
    { head: "Paid by", cell: (runtime) => runtime.payer.name },
    {
      head: "Today",
      numeric: true,
      cell: ({ cost, asOf }) => (
        <LiveAmount value={nanos(cost.today)} perHour={nanos(cost.perHour)} asOf={asOf} />
      ),
    },
    {
      head: "Per hour",
      numeric: true,
      cell: ({ cost }) => <Amount value={nanos(cost.perHour)} precision="rate" />,
    },
  ];
}
