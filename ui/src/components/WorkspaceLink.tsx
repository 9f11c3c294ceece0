import type { WorkspaceRef } from "@/api/types";
import { refName } from "@/model/workspace";
import { LinkText } from "./LinkButton";

/** The way to a workspace; of one that is deleted its name is left. */
export function WorkspaceLink({ workspace }: { workspace: WorkspaceRef }) {
  if (workspace.deleted) return <>{refName(workspace)}</>;
  return (
    <LinkText to="/workspaces/$w" params={{ w: workspace.id }}>
      {workspace.name}
    </LinkText>
  );
}
