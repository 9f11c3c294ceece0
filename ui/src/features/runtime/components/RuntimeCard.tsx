import { Box, Button, Card, Group, Stack, Text, Title } from "@mantine/core";
import type { RuntimeView } from "@/api/types";
import { Amount, LiveAmount } from "@/components/Amount";
import { KeptUntil } from "@/components/KeptUntil";
import { Payer } from "@/components/Payer";
import { ProblemNote } from "@/components/Problem";
import { StateBadge } from "@/components/StateBadge";
import { ToolIcon } from "@/components/ToolIcon";
import { nanos, perHour } from "@/lib/money";
import { chargedAs } from "@/model/computer";
import { machineAndDiskWords, stepName } from "@/model/runtime";
import { toolName } from "@/model/tool";
import { refName } from "@/model/workspace";
import { useChangeRuntime } from "../api/change-runtime";
import type { StartAnswer } from "@/model/credit";
import type { Computer } from "@/model/computer";
import type { CardProps } from "./card";
import { RuntimeLink } from "./RuntimeLink";
import classes from "./runtime.module.css";

interface Props {
  runtime: RuntimeView;
  computer: Computer;
  start: StartAnswer;
}

/** A runtime in a list: what it is, what it costs, the two things one wants from there. */
export function RuntimeCard({ runtime, computer, start }: Props) {
  const change = useChangeRuntime(runtime.id);
  return (
    <Card component="li">
      <Stack gap="md" h="100%">
        <CardHead runtime={runtime} />
        <Text size="sm" c="dimmed">
          {machineAndDiskWords(runtime)}
          <br />
          {chargedAs(runtime.provider, computer, runtime.machineType)}
        </Text>
        <KeptUntil kept={runtime.disk.kept} isNamed />
        <Group gap="lg" justify="space-between" mt="auto" align="flex-end">
          <CardCost runtime={runtime} />
          <QuickActions runtime={runtime} change={change} start={start} />
        </Group>
        {runtime.allowed.includes("START") && start.refusal !== null && (
          <Text size="sm" c="dimmed">
            {start.refusal}
          </Text>
        )}
        <ProblemNote error={change.error} />
      </Stack>
    </Card>
  );
}

function CardHead({ runtime }: { runtime: RuntimeView }) {
  return (
    <Group gap="md" wrap="nowrap" align="flex-start">
      <ToolIcon tool={runtime.tool} />
      <Box miw={0} flex={1}>
        <Title order={3} className={classes.name}>
          <RuntimeLink runtime={runtime} c="inherit">
            {toolName(runtime.tool)}
          </RuntimeLink>
        </Title>
        <Text size="sm" c="dimmed" className={classes.name} lineClamp={2}>
          {refName(runtime.workspace)} · {runtime.owner.name}
        </Text>
      </Box>
      <Text component="div" size="sm" flex="none">
        <StateBadge state={runtime.state} since={runtime.since} />
      </Text>
    </Group>
  );
}

type ActionProps = Pick<CardProps, "runtime" | "change" | "start">;

function QuickActions({ runtime, change, start }: ActionProps) {
  return (
    <Group gap="sm">
      {runtime.allowed.includes("STOP") && (
        <Button variant="default" size="xs" loading={change.busy} onClick={() => change.run("stop")}>
          Stop, keep disk
        </Button>
      )}
      {runtime.allowed.includes("START") && start.refusal === null && (
        <Button
          variant="default"
          size="xs"
          loading={change.busy || !start.isKnown}
          onClick={() => change.run("start")}
        >
          {runtime.state === "FAILED" ? "Retry" : "Start"} · {perHour(nanos(runtime.cost.runningPerHour))}
        </Button>
      )}
      {runtime.allowed.includes("OPEN") && (
        <Button component="a" href={runtime.url} target="_blank" rel="noopener" size="xs">
          Open
        </Button>
      )}
    </Group>
  );
}

function CardCost({ runtime }: { runtime: RuntimeView }) {
  const { run, perHour: rate, stoppedPerDay } = runtime.cost;
  const step = runtime.steps.find((each) => each.state === "CURRENT");
  if (runtime.state === "STARTING" && step) {
    return (
      <Text component="div" size="sm">
        Step: {stepName(step.name)} · <Amount value={nanos(rate)} precision="rate" per="/h" />
      </Text>
    );
  }
  if (run && runtime.state === "RUNNING") {
    return (
      <Text component="div" size="sm">
        <Text component="span" fw={600}>
          <LiveAmount
            value={nanos(run.amount)}
            perHour={nanos(run.perHour)}
            asOf={run.asOf}
            precision="counter"
          />
        </Text>{" "}
        this run · <Amount value={nanos(rate)} precision="rate" per="/h" />
      </Text>
    );
  }
  return (
    <Text component="div" size="sm">
      <Amount value={nanos(stoppedPerDay)} precision="rate" per=" a day" />{" "}
      <Text component="span" c="dimmed">
        <Payer payer={runtime.payer} />
      </Text>
    </Text>
  );
}
