import { queryOptions } from "@tanstack/react-query";
import { read } from "@/api/client";
import { keys } from "@/api/keys";
import { readAll } from "@/api/pages";

export const workspacesQuery = queryOptions({
  queryKey: keys.workspaces,
  queryFn: ({ signal }) => readAll((part) => read("/api/workspaces", { params: { query: part }, signal })),
});
