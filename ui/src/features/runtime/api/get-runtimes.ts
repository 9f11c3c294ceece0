import { queryOptions } from "@tanstack/react-query";
import { keys } from "@/api/keys";
import { readAll } from "@/api/pages";
import type { RuntimeView } from "@/api/types";

export interface RuntimeScope {
  workspace?: string;
  /** Everybody's: for admins and operators. */
  all?: true;
}

export const runtimesQuery = (scope: RuntimeScope = {}) =>
  queryOptions({
    queryKey: keys.runtimes(scope),
    queryFn: ({ signal }) => readAll<RuntimeView>("/api/runtimes", scope, signal),
    refetchInterval: 60_000,
  });
