import { Button, Card, Group, Skeleton, Table, Text, Title } from "@mantine/core";
import { lazy, Suspense, useState } from "react";
import type { CreditView } from "@/api/types";
import { Amount } from "@/components/Amount";
import type { Mark } from "@/components/LineChart";
import { When } from "@/components/When";
import { nanos } from "@/lib/money";
import { creditEnd } from "@/model/end";

const LineChart = lazy(() => import("@/components/LineChart"));

/** Spent so far solid, projection dashed; the same numbers as a table. */
export function BurnDown({ credit }: { credit: CreditView }) {
  const [asTable, setAsTable] = useState(false);
  const points = [...credit.history, ...credit.projection];
  if (points.length < 2) return null;
  return (
    <Card padding="xl">
      <Group justify="space-between" mb="md">
        <Title order={2} size="h3">
          Burn-down
        </Title>
        <Button
          variant="subtle"
          size="compact-sm"
          aria-pressed={asTable}
          onClick={() => setAsTable(!asTable)}
        >
          {asTable ? "Show as chart" : "Show as table"}
        </Button>
      </Group>
      {asTable ? <Points credit={credit} /> : <Drawn credit={credit} />}
    </Card>
  );
}

function Drawn({ credit }: { credit: CreditView }) {
  const line = (points: CreditView["history"]) =>
    points.map(({ at, available }) => ({ at: Date.parse(at), amount: nanos(available) }));
  return (
    <Suspense fallback={<Skeleton h="var(--chart-height)" />}>
      <LineChart
        label={`Credit left over time, from ${credit.history.length} past and ${credit.projection.length} projected points`}
        solid={line(credit.history)}
        dashed={line(credit.projection)}
        marks={marksOf(credit)}
      />
    </Suspense>
  );
}

function marksOf(credit: CreditView): Mark[] {
  const shown = [...credit.history, ...credit.projection].map((point) => Date.parse(point.at));
  const [from, to] = [Math.min(...shown), Math.max(...shown)];
  const marks: Mark[] = credit.grants.map((grant) => ({ at: Date.parse(grant.effectiveAt), label: "Grant" }));
  for (const grant of credit.grants) {
    if (grant.expiresAt) marks.push({ at: Date.parse(grant.expiresAt), label: "Expiry" });
  }
  const end = creditEnd(credit);
  if (end?.cause === "CREDIT") marks.push({ at: Date.parse(end.at), label: "End" });
  return apart(
    marks.filter(({ at }) => at >= from && at <= to),
    (to - from) / 12,
  );
}

/** Marks closer together than their words are wide become one. */
function apart(marks: Mark[], least: number): Mark[] {
  const kept: Mark[] = [];
  for (const mark of marks.sort((a, b) => a.at - b.at)) {
    const last = kept.at(-1);
    if (!last || mark.at - last.at > least) kept.push({ ...mark });
    else if (!last.label.includes(mark.label)) last.label += `, ${mark.label.toLowerCase()}`;
  }
  return kept;
}

function Points({ credit }: { credit: CreditView }) {
  const rows = [
    ...credit.history.map((point) => ({ ...point, kind: "Past" })),
    ...credit.projection.map((point) => ({ ...point, kind: "Projection" })),
  ];
  return (
    <Table.ScrollContainer minWidth={0} mah="var(--log-height)">
      <Table aria-label="Credit left over time">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Time</Table.Th>
            <Table.Th>Kind</Table.Th>
            <Table.Th ta="right">Left</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ at, available, kind }, index) => (
            <Table.Tr key={index}>
              <Table.Td>
                <When at={at} as="full" />
              </Table.Td>
              <Table.Td>
                <Text span size="sm" c="dimmed">
                  {kind}
                </Text>
              </Table.Td>
              <Table.Td ta="right">
                <Amount value={nanos(available)} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
