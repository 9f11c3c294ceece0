import { queryOptions } from "@tanstack/react-query";
import { read } from "@/api/client";
import { keys } from "@/api/keys";
import { readAll } from "@/api/pages";

export const membersQuery = (workspace: string) =>
  queryOptions({
    queryKey: keys.members(workspace),
    queryFn: ({ signal }) =>
      readAll((part) =>
        read("/api/workspaces/{workspace}/members", {
          params: { path: { workspace }, query: part },
          signal,
        }),
      ),
  });
