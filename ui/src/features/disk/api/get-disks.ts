import { queryOptions } from "@tanstack/react-query";
import { read } from "@/api/client";
import { keys } from "@/api/keys";
import { readAll } from "@/api/pages";

export const disksQuery = (scope: { workspace?: string } = {}) =>
  queryOptions({
    queryKey: keys.disks(scope),
    queryFn: ({ signal }) =>
      readAll((part) => read("/api/disks", { params: { query: { ...scope, ...part } }, signal })),
  });
