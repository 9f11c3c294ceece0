import { queryOptions } from "@tanstack/react-query";
import { read } from "@/api/client";
import { keys } from "@/api/keys";

const CHECKING_MS = 2_000;

/** What could pay for the workspaces of who is looking. */
export const accountsQuery = queryOptions({
  queryKey: keys.billingAccounts,
  queryFn: async ({ signal }) => (await read("/api/billing-accounts", { signal })).items,
  refetchInterval: ({ state }) =>
    state.data?.some((account) => account.state === "CHECKING") ? CHECKING_MS : false,
});
