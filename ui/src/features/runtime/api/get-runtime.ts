import { queryOptions } from "@tanstack/react-query";
import { read } from "@/api/client";
import { keys } from "@/api/keys";
import type { RuntimeView } from "@/api/types";

export const runtimeQuery = (id: string) =>
  queryOptions({
    queryKey: keys.runtime(id),
    queryFn: ({ signal }) => read<RuntimeView>(`/api/runtimes/${id}`, {}, signal),
    refetchInterval: 60_000,
  });
