import { Button, Text, Title } from "@mantine/core";
import type { RuntimeView } from "@/api/types";
import { Amount } from "@/components/Amount";
import { Facts } from "@/components/Facts";
import pageClasses from "@/components/page.module.css";
import { PrimaryAction } from "@/components/PageHead";
import { Payer } from "@/components/Payer";
import { When } from "@/components/When";
import { nanos, perHour } from "@/lib/money";
import { stepName } from "@/model/runtime";
import { CardActions, CardFrame, LastRun } from "./CardParts";
import type { CardProps } from "./card";

export function FailedCard({ runtime, change, start }: CardProps) {
  const { failure, cost } = runtime;
  const isOffered = runtime.allowed.includes("START");
  const maySwitchOn = isOffered && start.refusal === null;
  const step = runtime.steps.find((each) => each.state === "FAILED");
  return (
    <CardFrame runtime={runtime}>
      <Cause failure={failure} />
      <Facts
        lines={[
          step ? ["Step", stepName(step.name)] : null,
          failure && ["Code", failure.code],
          failure && ["At", <When key="at" at={failure.at} as="full" />],
          cost.lastRun && ["Last run", <LastRun key="l" run={cost.lastRun} />],
          ["Still billed", <StillBilled key="b" cost={cost} />],
          ["Paid by", <Payer key="p" payer={runtime.payer} />],
          ["Support id", runtime.id],
        ]}
      />
      {failure?.logTail && <LogTail text={failure.logTail} />}
      {isOffered && !maySwitchOn && (
        <Text size="sm" c="dimmed">
          {start.refusal}
        </Text>
      )}
      <CardActions runtime={runtime} change={change}>
        {maySwitchOn && (
          <PrimaryAction>
            <Button size="md" loading={change.busy || !start.isKnown} onClick={() => change.run("start")}>
              Retry · {perHour(nanos(cost.runningPerHour))}
            </Button>
          </PrimaryAction>
        )}
      </CardActions>
    </CardFrame>
  );
}

function Cause({ failure }: { failure: RuntimeView["failure"] }) {
  return (
    <div>
      <Title order={2} size="h3">
        {failure?.cause ?? "It failed without saying why."}
      </Title>
      <Text mt="xs">
        {failure?.nextStep ?? "Try again; if it fails again, delete it and launch a new one on its disk."}
      </Text>
    </div>
  );
}

function StillBilled({ cost }: { cost: RuntimeView["cost"] }) {
  const rate = nanos(cost.perHour);
  if (rate === 0n) return "Nothing";
  return (
    <>
      The disk, <Amount value={nanos(cost.stoppedPerDay)} precision="rate" per=" a day" /> (now{" "}
      <Amount value={rate} precision="rate" per="/h" />)
    </>
  );
}

/** The last line says most. */
function toItsEnd(log: HTMLElement | null): void {
  if (log) log.scrollTop = log.scrollHeight;
}

function LogTail({ text }: { text: string }) {
  return (
    <div>
      <Text size="sm" fw={550} mb="xs">
        Last lines of the log
      </Text>
      {/* a region that scrolls has to be reachable by keyboard */}
      <pre
        key={text}
        ref={toItsEnd}
        className={pageClasses.log}
        tabIndex={0}
        role="region"
        aria-label="Last lines of the log"
      >
        {text}
      </pre>
    </div>
  );
}
