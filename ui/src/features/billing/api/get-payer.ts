import { queryOptions } from "@tanstack/react-query";
import { read } from "@/api/client";
import { keys } from "@/api/keys";

const LINKING_MS = 15_000;

export const payerQuery = (workspace: string) =>
  queryOptions({
    queryKey: keys.payer(workspace),
    queryFn: ({ signal }) =>
      read("/api/workspaces/{workspace}/payer", { params: { path: { workspace } }, signal }),
    refetchInterval: ({ state }) => state.data?.link?.state === "LINKING" && LINKING_MS,
  });
