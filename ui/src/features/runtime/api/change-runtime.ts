import { useQueryClient } from "@tanstack/react-query";
import { useCommand } from "@/api/command";
import { keys } from "@/api/keys";
import type { RuntimeView } from "@/api/types";

export type Change = "stop" | "start" | "cancel" | { delete: "keep" | "delete" };

interface Then {
  onDone?: () => void;
  onRefused?: (error: Error) => void;
}

/** The answer carries the new desired state; it is shown at once, the observed one follows. */
export function useChangeRuntime(id: string, { onDone, onRefused }: Then = {}) {
  const queries = useQueryClient();
  return useCommand<Change, RuntimeView>(
    (change) =>
      typeof change === "string"
        ? { method: "POST", path: `/api/runtimes/${id}/${change}` }
        : { method: "DELETE", path: `/api/runtimes/${id}`, query: { disk: change.delete } },
    {
      changes: ["runtimes", "workspaces", "disks"],
      onDone: (runtime) => {
        queries.setQueryData(keys.runtime(id), runtime);
        onDone?.();
      },
      onRefused,
    },
  );
}
