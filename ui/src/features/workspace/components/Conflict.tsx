import { Button, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { WorkspaceView } from "@/api/types";
import { Facts } from "@/components/Facts";
import { ProblemNote } from "@/components/Problem";
import { workspaceQuery } from "../api/get-workspace";
import { Description } from "./Description";

/** The way on for whoever typed over what somebody else has changed. */
export function Look({
  workspace,
  onSeen,
}: {
  workspace: WorkspaceView;
  onSeen: (now: WorkspaceView) => void;
}) {
  const present = useQuery(workspaceQuery(workspace.id));
  const look = async () => {
    const { data, isSuccess } = await present.refetch();
    if (isSuccess) onSeen(data);
  };
  return (
    <Stack gap="sm" align="flex-start">
      <ProblemNote error={present.error} />
      <Button variant="default" loading={present.isFetching} onClick={() => void look()}>
        Show what it says now
      </Button>
    </Stack>
  );
}

/** Takes the focus from the button it comes in the place of. */
export function Seen({ workspace: { name, description } }: { workspace: WorkspaceView }) {
  return (
    <Stack gap="sm" role="group" aria-label="What it says now" tabIndex={-1} ref={focus}>
      <Text size="sm">It now says this. Save puts your words in its place; Reset keeps it.</Text>
      <Facts
        lines={[
          ["Name", name],
          ["Description", <Description key="description" text={description} />],
        ]}
      />
    </Stack>
  );
}

function focus(element: HTMLElement | null): void {
  element?.focus();
}
