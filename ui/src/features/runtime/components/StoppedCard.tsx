import { Button, Text } from "@mantine/core";
import { Amount } from "@/components/Amount";
import { Facts } from "@/components/Facts";
import { KeptUntil } from "@/components/KeptUntil";
import { PrimaryAction } from "@/components/PageHead";
import { Payer } from "@/components/Payer";
import { nanos, perHour } from "@/lib/money";
import { lasting } from "@/lib/time";
import { leastOf } from "@/model/runtime";
import { CardActions, CardFrame, LastRun } from "./CardParts";
import type { CardProps } from "./card";

export function StoppedCard({ runtime, change, start, usualSeconds }: CardProps) {
  const { cost, stopReason } = runtime;
  const isOffered = runtime.allowed.includes("START");
  const maySwitchOn = isOffered && start.refusal === null;
  return (
    <CardFrame runtime={runtime}>
      <div>
        <Text fw={550}>{stopReason?.text ?? "The machine is off."}</Text>
        <Text c="dimmed">Your files are on the disk, as you left them.</Text>
        <KeptUntil kept={runtime.disk.kept} />
      </div>
      <Costs runtime={runtime} />
      {!maySwitchOn && <WhyNot words={isOffered ? start.refusal : null} />}
      <CardActions runtime={runtime} change={change}>
        {maySwitchOn && (
          <PrimaryAction>
            <Button
              size="md"
              autoFocus={window.location.hash === "#start"}
              loading={change.busy || !start.isKnown}
              onClick={() => change.run("start")}
            >
              Start · {perHour(nanos(cost.runningPerHour))}
            </Button>
          </PrimaryAction>
        )}
      </CardActions>
      {maySwitchOn && <UsualTime seconds={usualSeconds} />}
    </CardFrame>
  );
}

function Costs({ runtime: { cost, payer } }: Pick<CardProps, "runtime">) {
  return (
    <Facts
      lines={[
        [
          "Goes on costing",
          <Amount key="d" value={nanos(cost.stoppedPerDay)} precision="rate" per=" a day" />,
        ],
        ["Which is", <Amount key="m" value={nanos(cost.diskPerMonth)} per=" a month for the disk" />],
        [
          "Each start",
          <>
            at least <Amount value={leastOf(cost)} precision="rate" /> once the machine starts, cancelled or
            not
          </>,
        ],
        cost.lastRun && ["Last run", <LastRun key="l" run={cost.lastRun} />],
        ["Cost this month", <Amount key="c" value={nanos(cost.month)} />],
        ["Paid by", <Payer key="p" payer={payer} />],
      ]}
    />
  );
}

function WhyNot({ words }: { words: string | null }) {
  return (
    <Text size="sm" c="dimmed">
      {words ?? "You may look at this runtime, but not start it."}
    </Text>
  );
}

/** Keeps its line until it is known, so that nothing below moves. */
function UsualTime({ seconds }: { seconds: number | null }) {
  return (
    <Text size="xs" c="dimmed">
      {seconds === null ? "\u00a0" : `Ready in about ${lasting(seconds * 1_000)}.`}
    </Text>
  );
}
