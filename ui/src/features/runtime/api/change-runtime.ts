import { useQueryClient } from "@tanstack/react-query";
import type { Send } from "@/api/client";
import { useCommand } from "@/api/command";
import { keys } from "@/api/keys";
import type { RuntimeView } from "@/api/types";

export type Change = "stop" | "start" | "cancel" | { delete: "keep" | "delete" };

interface Asked {
  runtime: string;
  change: Change;
}

interface Then {
  onDone?: () => void;
  onRefused?: (error: Error) => void;
}

export function useChangeRuntime(runtime: string, then: Then = {}) {
  const command = useChangeAny(then);
  return { ...command, run: (change: Change) => command.run(runtime, change) };
}

/** The answer carries the new desired state; it is shown at once, the observed one follows. */
export function useChangeAny({ onDone, onRefused }: Then = {}) {
  const queries = useQueryClient();
  const command = useCommand(perform, {
    changes: ["runtimes", "workspaces", "disks"],
    onDone: (answer) => {
      queries.setQueryData(keys.runtime(answer.id), answer);
      onDone?.();
    },
    onRefused,
  });
  return { ...command, run: (runtime: string, change: Change) => command.run({ runtime, change }) };
}

function perform({ runtime, change }: Asked, send: Send): Promise<RuntimeView> {
  const path = { runtime };
  if (typeof change === "string")
    return send("post", `/api/runtimes/{runtime}/${change}`, { params: { path } });
  return send("delete", "/api/runtimes/{runtime}", { params: { path, query: { disk: change.delete } } });
}
