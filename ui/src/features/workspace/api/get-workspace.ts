import { queryOptions } from "@tanstack/react-query";
import { read } from "@/api/client";
import { keys } from "@/api/keys";

export const workspaceQuery = (workspace: string) =>
  queryOptions({
    queryKey: keys.workspace(workspace),
    queryFn: ({ signal }) => read("/api/workspaces/{workspace}", { params: { path: { workspace } }, signal }),
  });
