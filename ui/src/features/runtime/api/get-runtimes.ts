import { queryOptions } from "@tanstack/react-query";
import { read } from "@/api/client";
import { keys } from "@/api/keys";
import { readAll } from "@/api/pages";

export interface RuntimeScope {
  workspace?: string;
  /** Everybody's: for admins and operators. */
  all?: true;
}

export const runtimesQuery = (scope: RuntimeScope = {}) =>
  queryOptions({
    queryKey: keys.runtimes(scope),
    queryFn: ({ signal }) =>
      readAll((part) => read("/api/runtimes", { params: { query: { ...scope, ...part } }, signal })),
    refetchInterval: 60_000,
  });
