import { useCommand } from "@/api/command";
import type { DiskView } from "@/api/types";

export function useDeleteDisk(onDone: () => void) {
  return useCommand<string, DiskView>((id) => ({ method: "DELETE", path: `/api/disks/${id}` }), {
    changes: ["disks", "workspaces", "credit"],
    onDone,
  });
}
