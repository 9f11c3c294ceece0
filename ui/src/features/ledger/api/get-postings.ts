import { infiniteQueryOptions } from "@tanstack/react-query";
import { read } from "@/api/client";
import { keys } from "@/api/keys";

const PAGE = 50;

/** Own postings, or a person's for those who may see them; newest first. */
export const postingsQuery = (person?: string) =>
  infiniteQueryOptions({
    queryKey: keys.postings({ person }),
    queryFn: ({ pageParam, signal }) =>
      read("/api/ledger/postings", { params: { query: { person, cursor: pageParam, limit: PAGE } }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
