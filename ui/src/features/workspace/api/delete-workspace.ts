import { useCommand } from "@/api/command";

/** With all that is in it. */
export function useDeleteWorkspace(workspace: string, onDone: () => void) {
  return useCommand(
    async (_: "delete", send) => {
      await send("delete", "/api/workspaces/{workspace}", { params: { path: { workspace } } });
    },
    { changes: ["workspaces", "runtimes", "disks", "credit"], onDone },
  );
}
