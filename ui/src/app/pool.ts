import { useQueries, useQuery } from "@tanstack/react-query";
import type { CreditView, End, RuntimeView } from "@/api/types";
import { estimateQuery } from "@/features/admission/api/get-estimate";
import { creditQuery } from "@/features/credit/api/get-credit";
import { runtimesQuery } from "@/features/runtime/api/get-runtimes";
import { workspacesQuery } from "@/features/workspace/api/get-workspaces";
import { MORE_CREDIT_WORDS, paysForStart } from "@/model/credit";
import { machinesEnd } from "@/model/end";
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

/** Why a start would be refused, with what would help; null: it would not be, as far as is known. */
export type NoStart = (runtime: RuntimeView) => string | null;

export function useNoStart(runtimes: readonly RuntimeView[]): NoStart {
  const poolOf = usePools();
  const refusals = useRefusals(useOnOthersCredit(runtimes));
  return (runtime) => {
    const credit = poolOf(runtime);
    if (credit) return paysForStart(credit, runtime) ? null : MORE_CREDIT_WORDS;
    return refusals.get(runtime.id) ?? null;
  };
}

/** What could start on a credit of somebody else, of which only the server may say whether it pays. */
function useOnOthersCredit(runtimes: readonly RuntimeView[]): RuntimeView[] {
  const me = useMe();
  const workspaces = useQuery({ ...workspacesQuery, enabled: hasRole(me, "RESEARCHER") });
  const others = new Set(
    workspaces.data?.filter(({ creator }) => creator.id !== me.person.id).map(({ id }) => id),
  );
  return runtimes.filter(({ allowed, workspace }) => allowed.includes("START") && others.has(workspace.id));
}

/** By runtime: what the server says of a launch of the same machine on the same disk. */
function useRefusals(runtimes: readonly RuntimeView[]): ReadonlyMap<string, string> {
  const estimates = useQueries({
    queries: runtimes.map(({ workspace, tool, machineType, disk }) =>
      estimateQuery(workspace.id, {
        tool,
        machineType: machineType.id,
        disk: { id: disk.id },
      }),
    ),
  });
  return new Map(
    runtimes.flatMap(({ id }, index) => {
      const admission = estimates[index]?.data?.admission;
      if (!admission || admission.admitted) return [];
      return [[id, [admission.detail, admission.nextStep].filter(Boolean).join(" ")] as const];
    }),
  );
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
