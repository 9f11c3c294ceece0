import { Stack } from "@mantine/core";
import type { WorkspaceView } from "@/api/types";
import { Facts } from "@/components/Facts";
import { When } from "@/components/When";
import { ChangeWords } from "./ChangeWords";
import { Description } from "./Description";

/** What a workspace is called and where it comes from. Owners call it otherwise. */
export function Settings({ workspace }: { workspace: WorkspaceView }) {
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
    </Stack>
  );
}
