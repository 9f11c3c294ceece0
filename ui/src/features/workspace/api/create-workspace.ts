import { useCommand } from "@/api/command";
import type { CreateWorkspace, WorkspaceView } from "@/api/types";

export function useCreateWorkspace(onDone: (workspace: WorkspaceView) => void) {
  return useCommand((body: CreateWorkspace, send) => send("post", "/api/workspaces", { body }), {
    changes: ["workspaces"],
    onDone,
  });
}
