import { Button, Card, Group, Stack, Text, Title } from "@mantine/core";
import { Amount } from "@/components/Amount";
import { Facts } from "@/components/Facts";
import pageClasses from "@/components/page.module.css";
import { PrimaryAction } from "@/components/PageHead";
import { Payer } from "@/components/Payer";
import { ProblemNote } from "@/components/Problem";
import { StateBadge } from "@/components/StateBadge";
import { When } from "@/components/When";
import { nanos, perHour } from "@/lib/money";
import { stepName } from "@/model/runtime";
import { DeleteButton } from "./DeleteRuntime";
import type { CardProps } from "./card";

export function FailedCard({ runtime, change }: CardProps) {
  const { failure, cost } = runtime;
  const step = runtime.steps.find((each) => each.state === "FAILED");
  const rate = nanos(cost.perHour);
  return (
    <Card padding="xl">
      <Stack gap="xl">
        <StateBadge state={runtime.state} since={runtime.since} />
        <div>
          <Title order={2} size="h3">
            {failure?.cause ?? "It failed without saying why."}
          </Title>
          <Text mt="xs">
            {failure?.nextStep ?? "Try again; if it fails again, delete it and launch a new one on its disk."}
          </Text>
        </div>
        <Facts
          lines={[
            step ? ["Step", stepName(step.name)] : null,
            failure && ["Code", failure.code],
            failure && ["At", <When key="at" at={failure.at} as="full" />],
            [
              "Still billed",
              rate === 0n ? (
                "Nothing"
              ) : (
                <>
                  The disk, <Amount value={nanos(cost.stoppedPerDay)} precision="rate" per=" a day" />{" "}
                  {rate !== 0n && (
                    <>
                      (now <Amount value={rate} precision="rate" per="/h" />)
                    </>
                  )}
                </>
              ),
            ],
            ["Paid by", <Payer key="p" payer={runtime.payer} />],
            ["Support id", runtime.id],
          ]}
        />
        {failure?.logTail && (
          <div>
            <Text size="sm" fw={550} mb="xs">
              Last lines of the log
            </Text>
            {/* a region that scrolls has to be reachable by keyboard */}
            <pre className={pageClasses.log} tabIndex={0} role="region" aria-label="Last lines of the log">
              {failure.logTail}
            </pre>
          </div>
        )}
        <ProblemNote error={change.error} />
        <Group gap="sm" justify="space-between">
          {runtime.allowed.includes("START") ? (
            <PrimaryAction>
              <Button size="md" loading={change.busy} onClick={() => change.run("start")}>
                Retry · {perHour(nanos(cost.runningPerHour))}
              </Button>
            </PrimaryAction>
          ) : (
            <span />
          )}
          <DeleteButton runtime={runtime} />
        </Group>
      </Stack>
    </Card>
  );
}
