import { infiniteQueryOptions } from "@tanstack/react-query";
import { read } from "@/api/client";
import { keys } from "@/api/keys";
import { ownZone } from "@/lib/time";

const PAGE = 50;

/** One's own, or a person's for those who may see it; newest first, by days of the reader's own zone. */
export const statementQuery = (person?: string) =>
  infiniteQueryOptions({
    queryKey: keys.statement({ person }),
    queryFn: ({ pageParam, signal }) =>
      read("/api/statement", {
        params: { query: { person, zone: ownZone(), cursor: pageParam, limit: PAGE } },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
