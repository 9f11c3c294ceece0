import { useQuery } from "@tanstack/react-query";
import type { CreditView, RuntimeView } from "@/api/types";
import { creditQuery } from "@/features/credit/api/get-credit";
import { runtimesQuery } from "@/features/runtime/api/get-runtimes";
import { workspacesQuery } from "@/features/workspace/api/get-workspaces";
import { type End, machinesEnd } from "@/model/end";
import { hasRole, useMe } from "./me";

/** The credit that pays for a runtime: of the workspace's creator, so one's own or not to be read. */
export type PoolOf = (runtime: Pick<RuntimeView, "workspace" | "payer">) => CreditView | undefined;

export function usePools(): PoolOf {
  const me = useMe();
  const enabled = hasRole(me, "RESEARCHER");
  const credit = useQuery({ ...creditQuery, enabled });
  const workspaces = useQuery({ ...workspacesQuery, enabled });
  const own = new Set(
    workspaces.data?.filter(({ creator }) => creator.id === me.person.id).map(({ id }) => id),
  );
  return ({ workspace, payer }) =>
    payer.kind !== "BILLING_ACCOUNT" && own.has(workspace.id) ? credit.data : undefined;
}

/** When the first machine stops that one's own credit pays for: the same wherever it is said. */
export function useFirstEnd(credit: CreditView): End | null {
  const poolOf = usePools();
  const runtimes = useQuery(runtimesQuery()).data ?? [];
  return machinesEnd(
    credit,
    runtimes.filter((runtime) => poolOf(runtime) !== undefined),
  );
}
