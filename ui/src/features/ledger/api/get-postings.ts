import { infiniteQueryOptions } from "@tanstack/react-query";
import { read } from "@/api/client";
import { keys } from "@/api/keys";
import type { Page, PostingView } from "@/api/types";

const PAGE = 50;

/** Own postings, or a person's for those who may see them; newest first. */
export const postingsQuery = (person?: string) =>
  infiniteQueryOptions({
    queryKey: keys.postings({ person }),
    queryFn: ({ pageParam, signal }) =>
      read<Page<PostingView>>("/api/ledger/postings", { person, cursor: pageParam, limit: PAGE }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
