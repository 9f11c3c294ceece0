import { queryOptions } from "@tanstack/react-query";
import { read } from "@/api/client";
import { keys } from "@/api/keys";

const SHORTEST = 2;
const MOST = 5;

/** Researchers who could become members, a few of them; nobody is asked for before there is enough to go by. */
export const candidatesQuery = (workspace: string, sought: string) => {
  const q = sought.trim();
  return queryOptions({
    queryKey: keys.candidates(workspace, q),
    queryFn: ({ signal }) =>
      read("/api/workspaces/{workspace}/candidates", {
        params: { path: { workspace }, query: { q, limit: MOST } },
        signal,
      }),
    enabled: q.length >= SHORTEST,
  });
};
