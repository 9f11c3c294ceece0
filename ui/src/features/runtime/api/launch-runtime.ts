import { useRef } from "react";
import { useCommand } from "@/api/command";
import type { LaunchRequest, RuntimeView } from "@/api/types";

/** The caller makes the id, so one wish is one runtime however often it has to be sent. */
export function useLaunch(onDone: (runtime: RuntimeView) => void) {
  const wish = useRef<{ request: string; id: string } | null>(null);
  return useCommand(
    (body: LaunchRequest, send) => {
      const request = JSON.stringify(body);
      if (wish.current?.request !== request) wish.current = { request, id: crypto.randomUUID() };
      return send("put", "/api/runtimes/{runtime}", { params: { path: { runtime: wish.current.id } }, body });
    },
    { changes: ["runtimes", "workspaces", "disks", "credit"], onDone },
  );
}
