import { useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { ApiError } from "@/api/client";
import { useCommand } from "@/api/command";
import type { LaunchRequest, RuntimeState, RuntimeView, ToolId } from "@/api/types";
import { isRuntimeState } from "@/model/runtime";

/** The runtime of the same tool that is there already. */
export interface Existing {
  id: string;
  tool: ToolId;
  /** null: one that this page does not know. */
  state: RuntimeState | null;
}

type Launch = LaunchRequest & { tool: ToolId };

interface Then {
  onLaunched: (runtime: RuntimeView) => void;
  onExisting: (runtime: Existing) => void;
}

/** The caller makes the id, so one wish is one runtime however often it has to be sent. */
export function useLaunch({ onLaunched, onExisting }: Then) {
  const queries = useQueryClient();
  const wish = useRef<{ request: string; id: string; tool: ToolId } | null>(null);
  return useCommand(
    (body: Launch, send) => {
      const request = JSON.stringify(body);
      if (wish.current?.request !== request) {
        wish.current = { request, id: crypto.randomUUID(), tool: body.tool };
      }
      return send("put", "/api/runtimes/{runtime}", { params: { path: { runtime: wish.current.id } }, body });
    },
    {
      changes: ["runtimes", "workspaces", "disks", "credit"],
      onDone: onLaunched,
      onRefused: (error) => {
        const existing = existingIn(error);
        if (!existing || !wish.current) return;
        void queries.invalidateQueries({ queryKey: ["runtimes"] }); // this tab did not know it
        onExisting({ ...existing, tool: wish.current.tool });
      },
    },
  );
}

function existingIn(error: Error): Omit<Existing, "tool"> | null {
  if (!(error instanceof ApiError) || error.problem.code !== "RUNTIME_EXISTS") return null;
  const { runtime, state } = error.members;
  if (typeof runtime !== "string") return null;
  return { id: runtime, state: isRuntimeState(state) ? state : null };
}
