import { infiniteQueryOptions } from "@tanstack/react-query";
import { read } from "@/api/client";
import { keys } from "@/api/keys";

/** Who asked the programme for a billing account, the latest first. */
export const accountRequestsQuery = infiniteQueryOptions({
  queryKey: keys.accountRequests,
  queryFn: ({ pageParam, signal }) =>
    read("/api/billing-account-requests", { params: { query: { cursor: pageParam } }, signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.nextCursor ?? undefined,
});
