import { queryOptions } from "@tanstack/react-query";
import { read } from "@/api/client";
import { keys } from "@/api/keys";
import type { CreditView } from "@/api/types";

export const creditQuery = queryOptions({
  queryKey: keys.credit,
  queryFn: ({ signal }) => read<CreditView>("/api/credit", {}, signal),
  refetchInterval: 60_000,
});

export const creditOfQuery = (person: string) =>
  queryOptions({
    queryKey: keys.creditOf(person),
    queryFn: ({ signal }) => read<CreditView>(`/api/people/${person}/credit`, {}, signal),
    refetchInterval: 60_000,
  });
