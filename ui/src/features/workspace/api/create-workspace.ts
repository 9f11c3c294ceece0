import { useCommand } from "@/api/command";
import type { CreateWorkspace, WorkspaceView } from "@/api/types";

export function useCreateWorkspace(onDone: (workspace: WorkspaceView) => void) {
  return useCommand<CreateWorkspace, WorkspaceView>(
    (body) => ({ method: "POST", path: "/api/workspaces", body }),
    { changes: ["workspaces"], onDone },
  );
}
