import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { RuntimeView } from "@/api/types";
import { LinkText } from "@/components/LinkButton";
import { ProblemNote } from "@/components/Problem";
import { toast } from "@/components/toasts";
import { When } from "@/components/When";
import { nanos, perHour, sum } from "@/lib/money";
import { plural } from "@/lib/words";
import { toolName } from "@/model/tool";
import { runtimesQuery } from "../api/get-runtimes";
import { type Refused, useStartAll } from "../api/start-all";

/** What a payer that could not pay any more has stopped: none starts unasked. */
export function StoppedForMoney({ workspace }: { workspace: string }) {
  const { data } = useQuery(runtimesQuery({ workspace }));
  const [refused, setRefused] = useState<readonly Refused[]>([]);
  const stopped = (data ?? []).filter(isForMoney);
  const mine = stopped.filter(({ allowed }) => allowed.includes("START"));
  const start = useStartAll((all) => {
    setRefused(all);
    const started = mine.length - all.length;
    if (started > 0) toast({ tone: "done", text: `${plural(started, "machine")} on the way` });
  });
  if (stopped.length === 0) return null;
  return (
    <Stack gap="md" component="section" aria-label="Stopped machines">
      <Title order={2}>Stopped when the money ended</Title>
      <Stack gap="sm" component="ul" m={0} p={0} style={{ listStyle: "none" }}>
        {stopped.map((runtime) => (
          <Stopped
            key={runtime.id}
            runtime={runtime}
            refused={refused.find((each) => each.runtime === runtime.id)}
          />
        ))}
      </Stack>
      <ProblemNote error={start.error} />
      {mine.length > 0 && (
        <Group>
          <Button variant="default" loading={start.busy} onClick={() => start.run(mine.map(({ id }) => id))}>
            Start all · {perHour(sum(mine.map(({ cost }) => nanos(cost.runningPerHour))))}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

function isForMoney({ state, stopReason }: RuntimeView): boolean {
  return state === "STOPPED" && (stopReason?.code === "CREDIT" || stopReason?.code === "PAYER");
}

function Stopped({ runtime, refused }: { runtime: RuntimeView; refused: Refused | undefined }) {
  const { id, tool, owner, workspace, since, stopReason } = runtime;
  return (
    <li>
      <LinkText to="/workspaces/$w/runtimes/$id" params={{ w: workspace.id, id }}>
        {toolName(tool)} of {owner.name}
      </LinkText>
      <Text size="sm" c="dimmed">
        {stopReason?.text} Stopped since <When at={since} as="full" />.
      </Text>
      {refused && (
        <Text size="sm" c="var(--failed)" role="alert">
          Not started: {refused.problem.detail} {refused.problem.nextStep}
        </Text>
      )}
    </li>
  );
}
