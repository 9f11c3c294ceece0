import { queryOptions } from "@tanstack/react-query";
import { keys } from "@/api/keys";
import { readAll } from "@/api/pages";
import type { WorkspaceView } from "@/api/types";

export const workspacesQuery = queryOptions({
  queryKey: keys.workspaces,
  queryFn: ({ signal }) => readAll<WorkspaceView>("/api/workspaces", {}, signal),
});
