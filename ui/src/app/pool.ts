import { useQueries, useQuery, type UseQueryResult } from "@tanstack/react-query";
import type { CreditView, End, EstimateView, RuntimeView } from "@/api/types";
import { estimateQuery } from "@/features/admission/api/get-estimate";
import { creditQuery } from "@/features/credit/api/get-credit";
import { runtimesQuery } from "@/features/runtime/api/get-runtimes";
import { workspacesQuery } from "@/features/workspace/api/get-workspaces";
import { MORE_CREDIT_WORDS, paysForStart, type StartAnswer } from "@/model/credit";
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
    payer.kind === "CREDIT" && own.has(workspace.id) ? credit.data : undefined;
}

export type StartOf = (runtime: RuntimeView) => StartAnswer;

export function useStarts(runtimes: readonly RuntimeView[]): StartOf {
  const enabled = hasRole(useMe(), "RESEARCHER");
  const credit = useQuery({ ...creditQuery, enabled });
  const workspaces = useQuery({ ...workspacesQuery, enabled });
  const poolOf = usePools();
  const answers = useAnswers(useForServer(runtimes));
  return (runtime) => {
    const pool = poolOf(runtime);
    if (pool) return known(paysForStart(pool, runtime) ? null : MORE_CREDIT_WORDS);
    const isAsked = enabled && (workspaces.isPending || credit.isPending);
    return answers.get(runtime.id) ?? { isKnown: !isAsked, refusal: null };
  };
}

function known(refusal: string | null): StartAnswer {
  return { isKnown: true, refusal };
}

/** What only the server can judge: on a credit of somebody else, or while nobody pays, for whatever reason. */
function useForServer(runtimes: readonly RuntimeView[]): RuntimeView[] {
  const me = useMe();
  const workspaces = useQuery({ ...workspacesQuery, enabled: hasRole(me, "RESEARCHER") });
  const others = new Set(
    workspaces.data?.filter(({ creator }) => creator.id !== me.person.id).map(({ id }) => id),
  );
  return runtimes.filter(
    ({ allowed, workspace, payer }) =>
      allowed.includes("START") && (others.has(workspace.id) || payer.kind === "PLATFORM"),
  );
}

/** By runtime: what the server says of a launch of the same machine on the same disk. */
function useAnswers(runtimes: readonly RuntimeView[]): ReadonlyMap<string, StartAnswer> {
  const estimates = useQueries({
    queries: runtimes.map(({ workspace, tool, machineType, disk }) =>
      estimateQuery(workspace.id, {
        tool,
        machineType: machineType.id,
        ...(machineType.spot ? { spot: true } : {}),
        disk: { id: disk.id },
      }),
    ),
  });
  return new Map(runtimes.map(({ id }, index) => [id, answerOf(estimates[index]!)]));
}

function answerOf({ data, isPending }: UseQueryResult<EstimateView>): StartAnswer {
  if (isPending) return { isKnown: false, refusal: null };
  if (!data || data.admission.admitted) return known(null);
  return known([data.admission.detail, data.admission.nextStep].filter(Boolean).join(" "));
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
