import { useQueryClient } from "@tanstack/react-query";
import { useCommand } from "@/api/command";
import { keys } from "@/api/keys";
import type { ChangeWorkspace, WorkspaceView } from "@/api/types";

/** Runtimes, disks and what credit was spent on name their workspace. */
const CHANGES = ["workspaces", "runtimes", "disks", "credit"];

interface Options {
  onDone: (workspace: WorkspaceView) => void;
  onRefused: (error: Error) => void;
}

/** Calls a workspace otherwise, unless somebody else has done so since the version that is sent. */
export function useChangeWorkspace(workspace: string, { onDone, onRefused }: Options) {
  const queries = useQueryClient();
  return useCommand(
    (body: ChangeWorkspace, send) =>
      send("patch", "/api/workspaces/{workspace}", { params: { path: { workspace } }, body }),
    {
      changes: CHANGES,
      onDone: (answer) => {
        queries.setQueryData(keys.workspace(answer.id), answer);
        onDone(answer);
      },
      onRefused,
    },
  );
}
