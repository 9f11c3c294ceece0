import { queryOptions } from "@tanstack/react-query";
import { read } from "@/api/client";
import { keys } from "@/api/keys";

export const runtimeQuery = (runtime: string) =>
  queryOptions({
    queryKey: keys.runtime(runtime),
    queryFn: ({ signal }) => read("/api/runtimes/{runtime}", { params: { path: { runtime } }, signal }),
    refetchInterval: 60_000,
  });
