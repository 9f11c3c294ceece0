import { queryOptions } from "@tanstack/react-query";
import { read } from "@/api/client";
import { keys } from "@/api/keys";
import { heardServerTime } from "@/lib/clock";

export const meQuery = queryOptions({
  queryKey: keys.me,
  queryFn: async ({ signal }) => {
    const me = await read("/api/me", { signal });
    heardServerTime(me.serverTime);
    return me;
  },
  staleTime: Infinity,
});
