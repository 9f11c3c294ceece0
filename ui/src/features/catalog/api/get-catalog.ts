import { queryOptions } from "@tanstack/react-query";
import { read } from "@/api/client";
import { keys } from "@/api/keys";
import type { CatalogView } from "@/api/types";

export const catalogQuery = queryOptions({
  queryKey: keys.catalog,
  queryFn: ({ signal }) => read<CatalogView>("/api/catalog", {}, signal),
  staleTime: 5 * 60_000,
});
