import { Stack, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { WorkspaceView } from "@/api/types";
import { Amount } from "@/components/Amount";
import { Facts } from "@/components/Facts";
import { When } from "@/components/When";
import { addUp, nanos } from "@/lib/money";
import { calendarDay } from "@/lib/time";
import { paidQuery } from "../api/get-spend";

/** What each payer has paid in a workspace; nothing where it cannot be read. */
export function PaidSoFar({ workspace }: { workspace: WorkspaceView }) {
  const { data } = useInfiniteQuery(paidQuery(workspace));
  const spend = data?.pages[0];
  if (!spend || spend.payers.length === 0) return null;
  const amounts = addUp(spend.payers.map(({ amount }) => nanos(amount)));
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        Paid from {calendarDay(spend.from)} to {calendarDay(spend.to)}, as of{" "}
        <When at={spend.asOf} as="second" />:
      </Text>
      <Facts
        lines={spend.payers.map((payer, index) => [
          payer.name,
          <Amount key={payer.name} value={amounts[index]!} />,
        ])}
      />
    </Stack>
  );
}
