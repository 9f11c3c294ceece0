import { infiniteQueryOptions } from "@tanstack/react-query";
import { read } from "@/api/client";
import { keys } from "@/api/keys";
import type { Page, PersonView } from "@/api/types";

export const peopleQuery = (q: string) =>
  infiniteQueryOptions({
    queryKey: keys.people({ q }),
    queryFn: ({ pageParam, signal }) =>
      read<Page<PersonView>>("/api/people", { q: q || null, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
