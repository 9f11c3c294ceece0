import { infiniteQueryOptions } from "@tanstack/react-query";
import { read } from "@/api/client";
import { keys } from "@/api/keys";

export const peopleQuery = (q: string) =>
  infiniteQueryOptions({
    queryKey: keys.people({ q }),
    queryFn: ({ pageParam, signal }) =>
      read("/api/people", { params: { query: { q: q.trim() || undefined, cursor: pageParam } }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
