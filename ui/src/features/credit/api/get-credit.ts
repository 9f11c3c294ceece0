import { queryOptions } from "@tanstack/react-query";
import { read } from "@/api/client";
import { keys } from "@/api/keys";

export const creditQuery = queryOptions({
  queryKey: keys.credit,
  queryFn: ({ signal }) => read("/api/credit", { signal }),
  refetchInterval: 60_000,
});

export const creditOfQuery = (person: string) =>
  queryOptions({
    queryKey: keys.creditOf(person),
    queryFn: ({ signal }) => read("/api/people/{person}/credit", { params: { path: { person } }, signal }),
    refetchInterval: 60_000,
  });
