import { Alert, Card, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { IconClockPause } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import type { RuntimeView } from "@/api/types";
import { announce } from "@/components/announce";
import { Amount } from "@/components/Amount";
import { Facts } from "@/components/Facts";
import { KeptUntil } from "@/components/KeptUntil";
import { Payer } from "@/components/Payer";
import { Timeline } from "@/components/Timeline";
import { When } from "@/components/When";
import { nanos } from "@/lib/money";
import { chargedAs, computerWords } from "@/model/computer";
import { isUnderWay, machineWords, stateName, stepsInWords } from "@/model/runtime";
import { toolName } from "@/model/tool";
import { useChangeRuntime } from "../api/change-runtime";
import type { CardProps } from "./card";
import type { Computer } from "@/model/computer";
import { FailedCard } from "./FailedCard";
import { RunningCard } from "./RunningCard";
import { StoppedCard } from "./StoppedCard";
import { DeletedCard, FrozenCard, LeavingCard, StartingCard } from "./UnderWayCards";

type Props = Omit<CardProps, "change"> & { computer: Computer };

export function RuntimePage({ computer, ...card }: Props) {
  const change = useChangeRuntime(card.runtime.id);
  const { runtime } = card;
  const focused = useFocusKept(runtime.state);
  useSpokenState(runtime);
  const delayed = card.delayed || runtime.delayed;
  return (
    <Stack gap="xl">
      {delayed && isUnderWay(runtime) && (
        <Alert
          color="amber"
          icon={<IconClockPause aria-hidden />}
          role="status"
          title={delayedWords(runtime)}
        >
          It is written down and will be done by itself; nothing is lost, and nothing has to be pressed again.
        </Alert>
      )}
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl" style={{ alignItems: "start" }}>
        <div ref={focused} tabIndex={-1} style={{ outline: "none" }}>
          <StateCard {...card} change={change} />
        </div>
        <Stack gap="xl">
          {runtime.state !== "DELETED" && <About runtime={runtime} computer={computer} />}
          {!isUnderWay(runtime) && runtime.steps.length > 0 && <LastSteps runtime={runtime} />}
        </Stack>
      </SimpleGrid>
    </Stack>
  );
}

/** The button that was pressed goes with its card: whoever was on it stays at this place of the page. */
function useFocusKept(state: RuntimeView["state"]) {
  const place = useRef<HTMLDivElement>(null);
  const shown = useRef(state);
  useEffect(() => {
    if (shown.current !== state && document.activeElement === document.body) {
      place.current?.focus({ preventScroll: true });
    }
    shown.current = state;
  }, [state]);
  return place;
}

/** Said when it is reached; on the way there the steps are. */
function useSpokenState(runtime: RuntimeView): void {
  const { state, tool } = runtime;
  const spoken = useRef(state);
  useEffect(() => {
    if (spoken.current !== state && !isUnderWay({ state }))
      announce(`${toolName(tool)}: ${stateName(state)}`);
    spoken.current = state;
  }, [state, tool]);
}

function StateCard(props: CardProps) {
  switch (props.runtime.state) {
    case "STARTING":
    case "UPDATING":
      return <StartingCard {...props} />;
    case "RUNNING":
      return <RunningCard {...props} />;
    case "STOPPED":
      return <StoppedCard {...props} />;
    case "FAILED":
      return <FailedCard {...props} />;
    case "STOPPING":
    case "DELETING":
      return <LeavingCard {...props} />;
    case "DELETED":
      return <DeletedCard {...props} />;
    case "FROZEN":
      return <FrozenCard {...props} />;
  }
}

function delayedWords({ desired }: RuntimeView): string {
  const verb = { RUNNING: "starting", STOPPED: "stopping", DELETED: "deleting" }[desired];
  return `Accepted; ${verb} is delayed.`;
}

function About({ runtime, computer }: { runtime: RuntimeView; computer: Computer }) {
  const { cost, disk } = runtime;
  return (
    <Card>
      <Title order={2} size="h3" mb="md">
        Machine and cost
      </Title>
      <Facts
        lines={[
          ["Machine", <MachineLine key="machine" runtime={runtime} computer={computer} />],
          runtime.zone === null ? null : ["Zone", runtime.zone],
          [
            "Disk",
            <>
              {disk.sizeGib} GiB {disk.type}, kept when you stop or delete the runtime
              <KeptUntil kept={disk.kept} />
            </>,
          ],
          ["Running", <Amount key="r" value={nanos(cost.runningPerHour)} precision="rate" per="/h" />],
          ["Stopped", <Amount key="s" value={nanos(cost.stoppedPerDay)} precision="rate" per=" a day" />],
          ["Disk alone", <Amount key="d" value={nanos(cost.diskPerMonth)} per=" a month" />],
          ["Paid by", <Payer key="p" payer={runtime.payer} />],
          ["Launched by", runtime.owner.name],
        ]}
      />
    </Card>
  );
}

function MachineLine({ runtime, computer }: { runtime: RuntimeView; computer: Computer }) {
  if (runtime.provider !== "local" || !computer) {
    return (
      <>
        {chargedAs(runtime.provider, computer, runtime.machineType)}: {machineWords(runtime.machineType)}
      </>
    );
  }
  return (
    <>
      {computerWords(computer)}, charged as {runtime.machineType.id} ({machineWords(runtime.machineType)})
    </>
  );
}

function LastSteps({ runtime }: { runtime: RuntimeView }) {
  return (
    <Card>
      <Title order={2} size="h3" mb="md">
        Last steps
      </Title>
      <Timeline steps={stepsInWords(runtime.steps)} label="Steps" />
      <Text size="xs" c="dimmed">
        As of <When at={runtime.asOf} as="second" />
      </Text>
    </Card>
  );
}
