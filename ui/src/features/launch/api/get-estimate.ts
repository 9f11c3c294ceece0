import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { ask } from "@/api/client";
import { keys } from "@/api/keys";
import type { EstimateRequest, EstimateView } from "@/api/types";

/** Asked with POST because the question is a document; it changes nothing, so it is cached like a read. */
export const estimateQuery = (workspace: string, request: EstimateRequest | null) =>
  queryOptions({
    queryKey: keys.estimate(workspace, request),
    queryFn: ({ signal }) => ask<EstimateView>(`/api/workspaces/${workspace}/estimates`, request, signal),
    enabled: request !== null,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
    refetchInterval: 60_000,
  });
