import { infiniteQueryOptions } from "@tanstack/react-query";
import { read } from "@/api/client";
import { keys } from "@/api/keys";

export interface PeopleAsked {
  q?: string;
  /** Only those on whose credit a workspace lives, while it lasts. */
  spending?: boolean;
}

export const peopleQuery = ({ q = "", spending }: PeopleAsked = {}) =>
  infiniteQueryOptions({
    queryKey: keys.people({ q, spending }),
    queryFn: ({ pageParam, signal }) =>
      read("/api/people", {
        params: { query: { q: q.trim() || undefined, spending: spending || undefined, cursor: pageParam } },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
