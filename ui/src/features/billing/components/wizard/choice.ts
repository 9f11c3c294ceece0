import type { PutPayer, WorkspacePayerView } from "@/api/types";
import { isOnCredit } from "@/model/billing";

/** What is chosen so far. */
export interface Choice {
  kind: PutPayer["kind"];
  account: string | null;
  when: NonNullable<PutPayer["when"]>;
}

export type Step = keyof typeof STEP_NAMES;

export const STEP_NAMES = {
  CHANGE: "What changes",
  CONSENT: "Consent",
  ACCOUNT: "Account",
  WHEN: "From when",
  CONFIRM: "Confirm",
};

/** Credit needs no consent and no account; there is a choice of when only while a credit pays. */
export function stepsFor({ kind }: Choice, view: WorkspacePayerView): readonly Step[] {
  if (kind === "CREDIT") return ["CHANGE", "CONFIRM"];
  return isOnCredit(view)
    ? ["CHANGE", "CONSENT", "ACCOUNT", "WHEN", "CONFIRM"]
    : ["CHANGE", "CONSENT", "ACCOUNT", "CONFIRM"];
}

export function firstChoice(view: WorkspacePayerView): Choice {
  return { kind: view.allowed.account ? "BILLING_ACCOUNT" : "CREDIT", account: null, when: "NOW" };
}

export function asAsked({ kind, account, when }: Choice): PutPayer {
  return kind === "CREDIT" ? { kind, account: null, when: null } : { kind, account, when };
}
