import { Box, Button, Group, SimpleGrid, Text } from "@mantine/core";
import { IconExternalLink } from "@tabler/icons-react";
import type { End, EndCause, RuntimeView } from "@/api/types";
import { Amount, LiveAmount } from "@/components/Amount";
import { Facts, Figure } from "@/components/Facts";
import { Payer } from "@/components/Payer";
import { PrimaryAction } from "@/components/PageHead";
import { When } from "@/components/When";
import { useNow } from "@/lib/clock";
import { money, nanos } from "@/lib/money";
import { hoursWords } from "@/lib/time";
import { leastOf } from "@/model/runtime";
import { toolName } from "@/model/tool";
import { CardActions, CardFrame } from "./CardParts";
import type { CardProps } from "./card";
import classes from "./runtime.module.css";

export function RunningCard({ runtime, change }: CardProps) {
  return (
    <CardFrame runtime={runtime}>
      {runtime.allowed.includes("OPEN") && <OpenTool runtime={runtime} />}
      <RunCounter cost={runtime.cost} />
      <SpentAndLeft runtime={runtime} />
      <Facts lines={[["Paid by", <Payer key="p" payer={runtime.payer} />]]} />
      <CardActions runtime={runtime} change={change}>
        {runtime.allowed.includes("STOP") && (
          <Button variant="default" loading={change.busy} onClick={() => change.run("stop")}>
            Stop, keep disk
          </Button>
        )}
      </CardActions>
      <Text size="xs" c="dimmed">
        Stopping keeps your disk: {money(nanos(runtime.cost.diskPerMonth))} a month.
      </Text>
    </CardFrame>
  );
}

function OpenTool({ runtime }: { runtime: RuntimeView }) {
  return (
    <PrimaryAction>
      <Button
        component="a"
        href={runtime.url}
        target="_blank"
        rel="noopener"
        size="lg"
        fullWidth
        rightSection={<IconExternalLink size={18} aria-hidden />}
      >
        Open {toolName(runtime.tool)}
      </Button>
    </PrimaryAction>
  );
}

export function RunCounter({ cost }: { cost: RuntimeView["cost"] }) {
  const now = useNow();
  if (!cost.run) return null;
  const { amount, perHour, asOf, minimumUntil, startedAt } = cost.run;
  const isToday = new Date(startedAt).toDateString() === new Date(now).toDateString();
  const inFirstMinute = now < Date.parse(minimumUntil);
  return (
    <Box>
      <Text size="xs" c="dimmed">
        This run, since <When at={startedAt} as={isToday ? "second" : "full"} />
      </Text>
      <Group gap="md" align="baseline">
        <div className={classes.counter} data-testid="run-counter">
          <LiveAmount value={nanos(amount)} perHour={nanos(perHour)} asOf={asOf} precision="counter" />
        </div>
        <Text component="div" size="lg" c="dimmed">
          <Amount value={nanos(cost.perHour)} precision="rate" per="/h" />
        </Text>
      </Group>
      {inFirstMinute && (
        <Text size="xs" c="dimmed">
          1 min minimum: <Amount value={leastOf(cost)} precision="rate" />
        </Text>
      )}
    </Box>
  );
}

function SpentAndLeft({ runtime }: { runtime: RuntimeView }) {
  const { cost, asOf, end } = runtime;
  return (
    <SimpleGrid cols={{ base: 2, xs: 3 }} spacing="lg">
      <Figure label="Today">
        <LiveAmount value={nanos(cost.today)} perHour={nanos(cost.perHour)} asOf={asOf} />
      </Figure>
      <Figure label="This month">
        <LiveAmount value={nanos(cost.month)} perHour={nanos(cost.perHour)} asOf={asOf} />
      </Figure>
      {end && <RunsFor end={end} />}
    </SimpleGrid>
  );
}

const CAUSES: Record<EndCause, string> = {
  RUN_LIMIT: "its run limit",
  CREDIT: "then the credit is used up",
  EXPIRY: "then the credit expires",
};

function RunsFor({ end }: { end: End }) {
  const left = (Date.parse(end.at) - useNow()) / 3_600_000;
  return (
    <Figure
      label="Runs for"
      note={
        <>
          until <When at={end.at} as="short" />, {CAUSES[end.cause]}
        </>
      }
    >
      {hoursWords(Math.max(0, left))}
    </Figure>
  );
}
