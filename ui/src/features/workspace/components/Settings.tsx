import { Stack } from "@mantine/core";
import type { WorkspaceView } from "@/api/types";
import { Facts } from "@/components/Facts";
import { When } from "@/components/When";
import { ChangeWords } from "./ChangeWords";
import { DeleteWorkspace } from "./DeleteWorkspace";
import { Description } from "./Description";

interface Props {
  workspace: WorkspaceView;
  onDeleted: () => void;
}

/** What a workspace is called and where it comes from. Owners call it otherwise, or delete it. */
export function Settings({ workspace, onDeleted }: Props) {
  const { name, description, creator, createdAt, role } = workspace;
  const isOwner = role === "OWNER";
  return (
    <Stack gap="xl" maw="var(--form-width)">
      <Facts
        lines={[
          isOwner ? null : ["Name", name],
          isOwner ? null : ["Description", <Description key="description" text={description} />],
          ["Created by", creator.name],
          ["Created", <When key="created" at={createdAt} />],
        ]}
      />
      {isOwner && <ChangeWords workspace={workspace} />}
      {isOwner && <DeleteWorkspace workspace={workspace} onDeleted={onDeleted} />}
    </Stack>
  );
}
