import { Button, Card, Group, Stack, Text } from "@mantine/core";
import type { RuntimeView } from "@/api/types";
import { Amount } from "@/components/Amount";
import { Facts } from "@/components/Facts";
import { LinkButton } from "@/components/LinkButton";
import { Payer } from "@/components/Payer";
import { ProblemNote } from "@/components/Problem";
import { StateBadge } from "@/components/StateBadge";
import { Timeline } from "@/components/Timeline";
import { nanos } from "@/lib/money";
import { cancelWords, leastOf, stepsInWords } from "@/model/runtime";
import { CardActions, CardFrame, LastRun } from "./CardParts";
import { DeleteButton } from "./DeleteRuntime";
import { RunCounter } from "./RunningCard";
import type { CardProps } from "./card";

export function StartingCard({ runtime, change }: CardProps) {
  return (
    <CardFrame runtime={runtime}>
      <Timeline steps={stepsInWords(runtime.steps)} label="Launch" />
      <Facts
        lines={[
          [
            "At least",
            <Amount key="l" value={leastOf(runtime.cost)} precision="rate" per=" once it starts" />,
          ],
          ["Costs now", <Amount key="c" value={nanos(runtime.cost.perHour)} precision="rate" per="/h" />],
          ["Paid by", <Payer key="p" payer={runtime.payer} />],
        ]}
      />
      <Text size="sm" c="dimmed">
        The server does this; you can close the page. The machine is charged from the moment it starts, for at
        least a minute.{" "}
        {runtime.firstLaunch
          ? "Cancelling a launch takes its new disk away again; a disk that was there before stays."
          : "Cancelling switches the machine off again; the disk and its files stay."}
      </Text>
      <CardActions runtime={runtime} change={change}>
        {runtime.allowed.includes("CANCEL") && (
          <Button variant="default" loading={change.busy} onClick={() => change.run("cancel")}>
            {cancelWords(runtime)}
          </Button>
        )}
      </CardActions>
    </CardFrame>
  );
}

export function LeavingCard({ runtime, change }: CardProps) {
  const confirms = runtime.provider === "local" ? "its process has ended" : "Google confirms";
  return (
    <CardFrame runtime={runtime}>
      <Text>{words(runtime)}</Text>
      <Timeline
        steps={stepsInWords(runtime.steps)}
        label={runtime.state === "STOPPING" ? "Stop" : "Delete"}
      />
      <RunCounter cost={runtime.cost} />
      <Text size="sm" c="dimmed">
        Billing until {confirms}: <Amount value={nanos(runtime.cost.perHour)} precision="rate" per="/h" />.
      </Text>
      <ProblemNote error={change.error} />
      {runtime.state === "STOPPING" && (
        <Group justify="flex-end">
          <DeleteButton runtime={runtime} />
        </Group>
      )}
      {runtime.state === "DELETING" && runtime.allowed.includes("CANCEL") && (
        <Group>
          <Button variant="default" loading={change.busy} onClick={() => change.run("cancel")}>
            {cancelWords(runtime)}
          </Button>
        </Group>
      )}
    </CardFrame>
  );
}

/** Why it stops, unless it was asked for: that is told when it is done. */
function words({ state, stopReason }: RuntimeView): string {
  if (stopReason && stopReason.code !== "PERSON") return stopReason.text;
  return state === "STOPPING"
    ? "The machine is being switched off; the disk stays."
    : "The runtime is being deleted.";
}

export function DeletedCard({ runtime }: CardProps) {
  const { lastRun } = runtime.cost;
  return (
    <Card padding="xl">
      <Stack gap="lg" align="flex-start">
        <StateBadge state={runtime.state} since={runtime.since} />
        <Text>
          This runtime is deleted. What it cost stays in your statement; a kept disk waits under Disks.
        </Text>
        {lastRun && <Facts lines={[["Last run", <LastRun key="l" run={lastRun} />]]} />}
        <LinkButton
          to="/workspaces/$w"
          params={{ w: runtime.workspace.id }}
          search={{ tab: "disks" }}
          variant="default"
        >
          Disks of {runtime.workspace.name}
        </LinkButton>
      </Stack>
    </Card>
  );
}

export function FrozenCard({ runtime }: CardProps) {
  return (
    <Card padding="xl">
      <Stack gap="lg">
        <StateBadge state={runtime.state} since={runtime.since} />
        <Text>An administrator has frozen this runtime. The disk is kept; ask an administrator why.</Text>
      </Stack>
    </Card>
  );
}
