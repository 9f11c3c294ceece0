import { Alert, Button, Stack, Text, Title } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import type { LinkView, WorkspacePayerView } from "@/api/types";
import { ProblemNote } from "@/components/Problem";
import { Timeline } from "@/components/Timeline";
import { linkSteps } from "@/model/billing";
import { useRetryLink } from "../api/change-payer";

interface Props {
  workspace: string;
  link: LinkView;
  view: WorkspacePayerView;
}

/** How the cloud project follows the books: its steps, and what is in the way. */
export function LinkProgress({ workspace, link, view }: Props) {
  return (
    <Stack gap="md" component="section" aria-label="The project in the cloud">
      <Title order={2}>The project in the cloud</Title>
      <Text c="dimmed">{stateWords(link)}</Text>
      <Timeline steps={linkSteps(link)} label="Link" />
      {link.problem && <Obstacle workspace={workspace} link={link} view={view} problem={link.problem} />}
    </Stack>
  );
}

function stateWords({ state, account }: LinkView): string {
  const to = account === null ? "the programme's own account" : `account ${account}`;
  if (state === "LINKED") return `It is linked to ${to}.`;
  if (state === "FAILED") return `It could not be linked to ${to}.`;
  return `It is being linked to ${to}. Confirming takes up to five minutes; work goes on meanwhile.`;
}

function Obstacle({ workspace, link, view, problem }: Props & { problem: NonNullable<LinkView["problem"]> }) {
  const retry = useRetryLink(workspace);
  const isOver = link.state === "FAILED";
  return (
    <Alert
      color={isOver ? "red" : "yellow"}
      role={isOver ? "alert" : "status"}
      icon={<IconAlertTriangle aria-hidden />}
      title={problem.detail}
    >
      <Stack gap="sm" align="flex-start">
        <Text size="sm">
          {isOver ? problem.nextStep : "It is tried again by itself."} {view.payer.name} pays right now,
          whatever becomes of the link.
        </Text>
        <Text size="xs" c="dimmed">
          {problem.code}
        </Text>
        {isOver && view.allowed.account && (
          <Button variant="default" size="xs" loading={retry.busy} onClick={() => retry.run(null)}>
            Try to link it again
          </Button>
        )}
        <ProblemNote error={retry.error} />
      </Stack>
    </Alert>
  );
}
