import { useQueryClient } from "@tanstack/react-query";
import { useCommand } from "@/api/command";
import { keys } from "@/api/keys";
import type { PutPayer, WorkspacePayerView } from "@/api/types";

/** Who pays decides what may start and when what runs ends. */
const CHANGES = ["workspaces", "runtimes", "credit", "estimate", "billing-accounts"];

export function useChangePayer(workspace: string, onDone: (view: WorkspacePayerView) => void) {
  const queries = useQueryClient();
  return useCommand(
    (body: PutPayer, send) =>
      send("put", "/api/workspaces/{workspace}/payer", { params: { path: { workspace } }, body }),
    {
      changes: CHANGES,
      onDone: (view) => {
        queries.setQueryData(keys.payer(workspace), view);
        onDone(view);
      },
    },
  );
}

/** Who pays stays; the cloud is asked once more to follow. */
export function useRetryLink(workspace: string) {
  return useCommand(
    (_: null, send) =>
      send("post", "/api/workspaces/{workspace}/project-link/retry", { params: { path: { workspace } } }),
    { changes: ["workspaces"] },
  );
}
