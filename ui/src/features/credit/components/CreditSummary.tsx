import { Box, Card, Group, SimpleGrid, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import type { CreditView } from "@/api/types";
import { Amount } from "@/components/Amount";
import { Figure } from "@/components/Facts";
import { When } from "@/components/When";
import { useNow } from "@/lib/clock";
import { addUp, nanos } from "@/lib/money";
import { lasting } from "@/lib/time";
import { plural } from "@/lib/words";
import { isOver, leftAt, paceWords } from "@/model/credit";
import classes from "./credit.module.css";

export function CreditSummary({ credit }: { credit: CreditView }) {
  const now = useNow();
  return (
    <Card padding="xl">
      <Stack gap="xl">
        <Group justify="space-between" align="flex-end" gap="xl">
          <Box>
            <Text size="xs" c="dimmed">
              Remaining
            </Text>
            <div className={classes.left} data-testid="credit-left">
              <Amount value={leftAt(credit, now)} />
            </div>
          </Box>
          <Text size="xl" fw={600}>
            {paceWords(credit, now)}
          </Text>
        </Group>
        <Ends credit={credit} />
        <Split credit={credit} />
      </Stack>
    </Card>
  );
}

/** Two instants, because machines need a moment to stop and disks go on to the last second. */
function Ends({ credit }: { credit: CreditView }) {
  const rate = nanos(credit.burnPerHour);
  return (
    <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="lg">
      <Figure label="Burning now" note={plural(credit.runningMachines, "machine") + " running"}>
        <Amount value={rate} precision="rate" per="/h" />
      </Figure>
      <Figure label="Machines stop" note={stopNote(credit)}>
        {credit.machinesStopAt !== null ? (
          <When at={credit.machinesStopAt} />
        ) : isOver(credit) ? (
          "Stopped"
        ) : (
          "Nothing to stop"
        )}
      </Figure>
      <Figure label={isOver(credit) ? "Credit ended" : "Credit ends"} note={endNote(credit)}>
        {credit.endsAt !== null ? <When at={credit.endsAt} /> : isOver(credit) ? "Ended" : "No end"}
      </Figure>
    </SimpleGrid>
  );
}

/** Where the two differ, both are named; within a minute only the distance tells them apart. */
function stopNote({ machinesStopAt, endsAt }: CreditView): string {
  if (machinesStopAt === null || endsAt === null) return "nothing is deleted";
  const early = Date.parse(endsAt) - Date.parse(machinesStopAt);
  return early > 0 ? `${lasting(early)} before the credit ends` : "nothing is deleted";
}

function endNote(credit: CreditView): ReactNode {
  if (isOver(credit)) return "what exists can be stopped and deleted";
  if (credit.endsAt !== null) return "at this pace, to the second";
  const expiry = credit.grants
    .flatMap(({ state, expiresAt }) => (state === "ACTIVE" && expiresAt !== null ? [expiresAt] : []))
    .sort()
    .at(-1);
  if (expiry === undefined) return "at this pace";
  return (
    <>
      at this pace; what is left expires <When at={expiry} as="date" />
    </>
  );
}

/** granted = spent + left + expired + revoked, and the shown cents add up too. */
function Split({ credit }: { credit: CreditView }) {
  const parts = [
    ["Spent", credit.spent],
    ["Left", credit.available],
    ["Expired", credit.expired],
    ["Revoked", credit.revoked],
  ] as const;
  const shares = addUp(parts.map(([, amount]) => nanos(amount)));
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
      <Text component="li" size="xs" c="dimmed">
        as of <When at={credit.asOf} as="second" />
      </Text>
    </Group>
  );
}
