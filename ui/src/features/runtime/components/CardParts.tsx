import { Card, Group, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import type { LastRunView } from "@/api/types";
import { Amount } from "@/components/Amount";
import { ProblemNote } from "@/components/Problem";
import { StateBadge } from "@/components/StateBadge";
import { nanos } from "@/lib/money";
import { lasting } from "@/lib/time";
import { DeleteButton } from "./DeleteRuntime";
import type { CardProps } from "./card";

interface FrameProps extends Pick<CardProps, "runtime"> {
  children: ReactNode;
}

export function CardFrame({ runtime, children }: FrameProps) {
  return (
    <Card padding="xl">
      <Stack gap="xl">
        <StateBadge state={runtime.state} since={runtime.since} />
        {children}
      </Stack>
    </Card>
  );
}

const MINUTE = 60_000;

/** To the nano, as in the statement: a start that was cancelled shows its minimum here. */
export function LastRun({ run: { amount, startedAt, stoppedAt } }: { run: LastRunView }) {
  const ran = Date.parse(stoppedAt) - Date.parse(startedAt);
  return (
    <>
      <Amount value={nanos(amount)} precision="exact" /> for {lasting(ran)}
      {ran < MINUTE && ", charged as 1 min"}
    </>
  );
}

interface ActionsProps extends Pick<CardProps, "runtime" | "change"> {
  /** The command of this state, where it is allowed; deleting keeps its side without it. */
  children: ReactNode;
}

export function CardActions({ runtime, change, children }: ActionsProps) {
  return (
    <>
      <ProblemNote error={change.error} />
      <Group gap="sm" justify="space-between">
        {children || <span />}
        <DeleteButton runtime={runtime} />
      </Group>
    </>
  );
}
