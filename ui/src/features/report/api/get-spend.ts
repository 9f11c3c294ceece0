import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { read } from "@/api/client";
import { keys } from "@/api/keys";
import type { SpendBy, WorkspaceView } from "@/api/types";
import { ownDay, ownZone } from "@/lib/time";

const PAGE = 50;

/** What is asked of a workspace: days of the reader's own zone, and of whom or what only. */
export interface SpendQuery {
  by?: Exclude<SpendBy, "SKU">;
  from?: string;
  to?: string;
  person?: string;
  tool?: string;
  run?: string;
}

export const spendQuery = (workspace: string, asked: SpendQuery) =>
  infiniteQueryOptions({
    queryKey: keys.spend(workspace, asked),
    queryFn: ({ pageParam, signal }) =>
      read("/api/workspaces/{workspace}/spend", {
        params: {
          path: { workspace },
          query: { ...asked, zone: ownZone(), cursor: pageParam, limit: PAGE },
        },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });

/** What each payer has paid since the workspace was made. */
export const paidQuery = ({ id, createdAt }: Pick<WorkspaceView, "id" | "createdAt">) =>
  spendQuery(id, { by: "PERSON", from: ownDay(createdAt) });

/** What one row is made of; there are fewer SKUs than a page holds. */
export const skusQuery = (workspace: string, asked: SpendQuery) =>
  queryOptions({
    queryKey: keys.spend(workspace, { ...asked, by: "SKU" }),
    queryFn: ({ signal }) =>
      read("/api/workspaces/{workspace}/spend", {
        params: { path: { workspace }, query: { ...asked, by: "SKU", zone: ownZone(), limit: 200 } },
        signal,
      }),
  });
