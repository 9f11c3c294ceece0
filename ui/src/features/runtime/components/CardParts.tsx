import { Card, Group, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { ProblemNote } from "@/components/Problem";
import { StateBadge } from "@/components/StateBadge";
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
