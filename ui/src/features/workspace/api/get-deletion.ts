import { queryOptions } from "@tanstack/react-query";
import { read } from "@/api/client";
import { keys } from "@/api/keys";

/** What a deletion would take from everybody; others may launch at any moment, so it is read each time. */
export const deletionQuery = (workspace: string) =>
  queryOptions({
    queryKey: keys.deletion(workspace),
    queryFn: ({ signal }) =>
      read("/api/workspaces/{workspace}/deletion", { params: { path: { workspace } }, signal }),
    gcTime: 0,
  });
