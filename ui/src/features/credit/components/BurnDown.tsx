import { Button, Card, Group, Table, Text, Title } from "@mantine/core";
import { useState } from "react";
import type { CreditView } from "@/api/types";
import { Amount } from "@/components/Amount";
import { LineChart, type Mark } from "@/components/LineChart";
import { When } from "@/components/When";
import { nanos } from "@/lib/money";
import { list } from "@/lib/words";

const DAYS_BACK_MS = 30 * 24 * 3_600_000;

/** Spent so far solid, projection dashed; the same numbers as a table. */
export function BurnDown({ credit: whole }: { credit: CreditView }) {
  const [asTable, setAsTable] = useState(false);
  const credit = { ...whole, history: recent(whole) };
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

/** From the first grant on, but not longer ago than 30 days: how it stood then is the first point. */
function recent({ history, asOf }: CreditView): CreditView["history"] {
  const from = Date.parse(asOf) - DAYS_BACK_MS;
  const before = history.findLast(({ at }) => Date.parse(at) < from);
  const since = history.filter(({ at }) => Date.parse(at) >= from);
  return before ? [{ ...before, at: new Date(from).toISOString() }, ...since] : since;
}

function Drawn({ credit }: { credit: CreditView }) {
  const line = (points: CreditView["history"]) =>
    points.map(({ at, available }) => ({ at: Date.parse(at), amount: nanos(available) }));
  const marks = marksOf(credit);
  return (
    <LineChart
      label={`Credit left over time, from ${credit.history.length} past and ${credit.projection.length} projected points${markWords(marks)}`}
      solid={line(credit.history)}
      dashed={line(credit.projection)}
      marks={marks}
    />
  );
}

function markWords(marks: readonly Mark[]): string {
  const named = [...new Set(marks.map(({ label }) => label.toLowerCase()))];
  return named.length === 0 ? "" : `. Marked: ${list(named)}`;
}

function marksOf(credit: CreditView): Mark[] {
  const shown = [...credit.history, ...credit.projection].map((point) => Date.parse(point.at));
  const [from, to] = [Math.min(...shown), Math.max(...shown)];
  const mark = (label: string) => (at: string) => ({ at: Date.parse(at), label });
  const marks: Mark[] = credit.grants.flatMap(({ effectiveAt, expiresAt, revokedAt }) => [
    mark("Grant")(effectiveAt),
    ...[expiresAt].filter((at) => at !== null).map(mark("Expiry")),
    ...revokedAt.map(mark("Revocation")),
  ]);
  const end = credit.end;
  if (end?.cause === "CREDIT") marks.push(mark("End")(end.at));
  return marks.filter(({ at }) => at >= from && at <= to).sort((a, b) => a.at - b.at);
}

function Points({ credit }: { credit: CreditView }) {
  const rows = [
    ...credit.history.map((point) => ({ ...point, kind: "Past" })),
    ...credit.projection.map((point) => ({ ...point, kind: "Projection" })),
  ];
  return (
    <Table.ScrollContainer minWidth={0} maxHeight="var(--log-height)" type="native">
      <Table stickyHeader aria-label="Credit left over time">
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
