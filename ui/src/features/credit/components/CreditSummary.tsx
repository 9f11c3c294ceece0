import { Box, Card, Group, SimpleGrid, Stack, Text } from "@mantine/core";
import type { CreditView, End } from "@/api/types";
import { Amount } from "@/components/Amount";
import { Figure } from "@/components/Facts";
import { LinkText } from "@/components/LinkButton";
import { When } from "@/components/When";
import { useNow } from "@/lib/clock";
import { addUp, nanos } from "@/lib/money";
import { lasting } from "@/lib/time";
import { plural } from "@/lib/words";
import { isOver, leftAt, paceWords, spentAt } from "@/model/credit";
import classes from "./credit.module.css";

interface Props {
  credit: CreditView;
  /** Of the first machine. */
  end: End | null;
}

export function CreditSummary({ credit, end }: Props) {
  const now = useNow();
  return (
    <Card padding="xl">
      <Stack gap="xl">
        <Group justify="space-between" align="flex-end" gap="xl">
          <Remaining credit={credit} />
          <Text size="xl" fw={600}>
            {paceWords(credit, end, now)}
          </Text>
        </Group>
        <Ends credit={credit} end={end} />
        <Split credit={credit} />
        {credit.grace && <Kept grace={credit.grace} />}
      </Stack>
    </Card>
  );
}

function Kept({ grace }: { grace: NonNullable<CreditView["grace"]> }) {
  return (
    <Text size="sm" c="dimmed">
      Disks kept until <When at={grace.until} /> have cost the platform <Amount value={nanos(grace.spent)} />;
      at <Amount value={nanos(grace.cap)} /> an administrator looks at it.
    </Text>
  );
}

/** At home: what is left, what burns, and the one end, which a banner above may tell already. */
export function CreditStrip({ credit, end }: Props) {
  const now = useNow();
  const isToldAbove = isOver(credit) || (credit.level === "RED" && credit.end !== null);
  return (
    <Card padding="lg">
      <Group justify="space-between" gap="xl">
        <Remaining credit={credit} />
        <Text component="div" size="lg" fw={550}>
          {credit.runningMachines > 0 && (
            <>
              <Amount value={nanos(credit.burnPerHour)} precision="rate" per="/h" /> now
              {!isToldAbove && " · "}
            </>
          )}
          {!isToldAbove && paceWords(credit, end, now)}
        </Text>
        <LinkText to="/credit" size="sm">
          Credit
        </LinkText>
      </Group>
    </Card>
  );
}

function Remaining({ credit }: { credit: CreditView }) {
  return (
    <Box>
      <Text size="xs" c="dimmed">
        Remaining
      </Text>
      <div className={classes.left} data-testid="credit-left">
        <Amount value={leftAt(credit, useNow())} />
      </div>
    </Box>
  );
}

/** Two instants, because machines need a moment to stop and disks go on to the last second. */
function Ends({ credit, end }: Props) {
  const credits = credit.end;
  return (
    <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="lg">
      <Figure label="Burning now" note={plural(credit.runningMachines, "machine") + " running"}>
        <Amount value={nanos(credit.burnPerHour)} precision="rate" per="/h" />
      </Figure>
      <Figure label="Machines stop" note={stopNote(end, credits)}>
        {end ? <When at={end.at} /> : stopWords(credit)}
      </Figure>
      <Figure label={isOver(credit) ? "Credit ended" : "Credit ends"} note={endNote(credit, credits)}>
        {credits ? <When at={credits.at} /> : isOver(credit) ? "Ended" : "No end"}
      </Figure>
    </SimpleGrid>
  );
}

function stopWords(credit: CreditView): string {
  if (credit.runningMachines > 0) return isOver(credit) ? "Now" : "No end";
  return isOver(credit) ? "Stopped" : "Nothing to stop";
}

/** Where the two differ, both are named; within a minute only the distance tells them apart. */
function stopNote(end: End | null, credits: End | null): string {
  if (end?.cause === "RUN_LIMIT") return "the first one, at its run limit";
  if (end === null || credits === null) return "disks are kept";
  const early = Date.parse(credits.at) - Date.parse(end.at);
  return early > 0 ? `${lasting(early)} before the credit ends` : "disks are kept";
}

function endNote(credit: CreditView, credits: End | null): string {
  if (isOver(credit)) return "what exists can be stopped and deleted";
  if (credits === null) return "at this pace";
  return credits.cause === "EXPIRY" ? "what is left expires then" : "at this pace, to the second";
}

/** granted = spent + left + expired + revoked, and the shown cents add up too. */
function Split({ credit }: { credit: CreditView }) {
  const now = useNow();
  const parts = [
    ["Spent", spentAt(credit, now)],
    ["Left", leftAt(credit, now)],
    ["Expired", nanos(credit.expired)],
    ["Revoked", nanos(credit.revoked)],
  ] as const;
  const shares = addUp(parts.map(([, amount]) => amount));
  const lines = parts
    .map(([name], index) => ({ name, amount: shares[index]! }))
    .filter(({ name, amount }) => amount !== 0n || name === "Spent" || name === "Left");
  return (
    <Group gap="xl" component="ul" m={0} p={0} style={{ listStyle: "none" }}>
      <Text component="li" size="sm">
        <Text span c="dimmed">
          Granted{" "}
        </Text>
        <Amount value={nanos(credit.granted)} />
      </Text>
      {lines.map(({ name, amount }) => (
        <Text component="li" size="sm" key={name}>
          <Text span c="dimmed">
            {name}{" "}
          </Text>
          <Amount value={amount} />
        </Text>
      ))}
    </Group>
  );
}
