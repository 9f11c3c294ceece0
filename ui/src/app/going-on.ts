import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import type { CreditView, WorkspacePayerView, WorkspaceView } from "@/api/types";
import { payerQuery } from "@/features/billing/api/get-payer";
import { workspacesQuery } from "@/features/workspace/api/get-workspaces";
import { isOver } from "@/model/credit";
import { useMe } from "./me";

interface Answer {
  isKnown: boolean;
  goesOn: boolean;
}

/** Whether the page in view is of a workspace that does not end with one's own credit. */
export function useGoesOn(credit: CreditView | undefined): Answer {
  const me = useMe();
  const { w } = useParams({ strict: false });
  const enabled = w !== undefined && credit !== undefined && (credit.level === "RED" || isOver(credit));
  const workspaces = useQuery({ ...workspacesQuery, enabled });
  const payer = useQuery({ ...payerQuery(w ?? ""), enabled });
  if (!enabled) return { isKnown: true, goesOn: false };
  const workspace = workspaces.data?.find(({ id }) => id === w);
  return {
    isKnown: !workspaces.isPending && !payer.isPending,
    goesOn: workspace !== undefined && !livesOn(me.person.id, workspace, payer.data),
  };
}

/** Only the credit of its creator pays for a workspace, and only until an account takes over. */
function livesOn(person: string, workspace: WorkspaceView, view: WorkspacePayerView | undefined): boolean {
  if (workspace.creator.id !== person || view?.next) return false;
  return view ? view.bound.account === null : workspace.payer.kind !== "BILLING_ACCOUNT";
}
