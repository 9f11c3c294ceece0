import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { read } from "@/api/client";
import { keys } from "@/api/keys";

const LOOK_AGAIN = 30_000;

/** In what the rows and the provider differ, the longest seen first. */
export const driftQuery = infiniteQueryOptions({
  queryKey: keys.drift,
  queryFn: ({ pageParam, signal }) =>
    read("/api/drift", { params: { query: { cursor: pageParam } }, signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.nextCursor ?? undefined,
  refetchInterval: LOOK_AGAIN,
});

/** The last pass that ended and was no rehearsal; null: none yet. */
export const lastPassQuery = queryOptions({
  queryKey: keys.passes,
  queryFn: async ({ signal }) => {
    const passes = await read("/api/reconciliations", { signal });
    return passes.items.find(({ finishedAt, dryRun }) => finishedAt && !dryRun) ?? null;
  },
  refetchInterval: LOOK_AGAIN,
});
