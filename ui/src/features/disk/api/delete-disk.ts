import { useCommand } from "@/api/command";

export function useDeleteDisk(onDone: () => void) {
  return useCommand(
    (disk: string, send) => send("delete", "/api/disks/{disk}", { params: { path: { disk } } }),
    { changes: ["disks", "workspaces", "credit"], onDone },
  );
}
