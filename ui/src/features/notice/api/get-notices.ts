import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { read } from "@/api/client";
import { keys } from "@/api/keys";

/** The bell says no more than this. */
export const MOST_COUNTED = 9;

export const noticesQuery = (unread: boolean) =>
  infiniteQueryOptions({
    queryKey: keys.notices({ unread }),
    queryFn: ({ pageParam, signal }) =>
      read("/api/notices", { params: { query: { unread, cursor: pageParam } }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

/** The newest that nobody has read yet, for the bell. */
export const newestQuery = queryOptions({
  queryKey: keys.newestNotices,
  queryFn: async ({ signal }) => {
    const { items } = await read("/api/notices", {
      params: { query: { unread: true, limit: MOST_COUNTED + 1 } },
      signal,
    });
    return items;
  },
});
