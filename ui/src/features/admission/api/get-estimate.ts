import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, queryOptions, skipToken, useQuery } from "@tanstack/react-query";
import { ask } from "@/api/client";
import { keys } from "@/api/keys";
import type { EstimateRequest } from "@/api/types";

/** Asked with POST because the question is a document; it changes nothing, so it is cached like a read. */
export const estimateQuery = (workspace: string, request: EstimateRequest | null) =>
  queryOptions({
    queryKey: keys.estimate(workspace, request),
    queryFn:
      request === null
        ? skipToken
        : ({ signal }) =>
            ask("/api/workspaces/{workspace}/estimates", {
              params: { path: { workspace } },
              body: request,
              signal,
            }),
    staleTime: 10_000,
    refetchInterval: 60_000,
  });

const TYPING_MS = 200;

/** `current` is of exactly this request; undefined while it is being computed. */
export function useEstimate(workspace: string, request: EstimateRequest | null) {
  const asked = JSON.stringify(request);
  const [settled] = useDebouncedValue(asked, TYPING_MS);
  const query = useQuery({
    ...estimateQuery(workspace, JSON.parse(settled)),
    placeholderData: keepPreviousData,
  });
  const isCurrent = settled === asked && !query.isPlaceholderData;
  return { query, current: isCurrent ? query.data : undefined };
}
