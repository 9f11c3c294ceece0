import { queryOptions } from "@tanstack/react-query";
import { keys } from "@/api/keys";
import { readAll } from "@/api/pages";
import type { DiskView } from "@/api/types";

export const disksQuery = (scope: { workspace?: string } = {}) =>
  queryOptions({
    queryKey: keys.disks(scope),
    queryFn: ({ signal }) => readAll<DiskView>("/api/disks", scope, signal),
  });
