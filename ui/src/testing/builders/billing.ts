import type { AccountRequestView, FunderView, LinkView, WorkspacePayerView } from "@/api/types";
import { ADA, ago, CREDIT_OF_ADA, DAY, MINUTE } from "./basics";

export const ACCOUNT = "0123AB-4567CD-89EF01";

export const OTHER_ACCOUNT = "ABCDEF-012345-6789AB";

export const COMMAND = `gcloud billing accounts add-iam-policy-binding ${ACCOUNT} --member=serviceAccount:platform@stipend.iam.example.org --role=roles/billing.user`;

export function payerOf(account: string) {
  return { kind: "BILLING_ACCOUNT" as const, name: `Billing account ${account}` };
}

/** On the credit of its creator from the beginning. */
export function aPayer(part: Partial<WorkspacePayerView> = {}): WorkspacePayerView {
  return {
    payer: CREDIT_OF_ADA,
    bound: { payer: CREDIT_OF_ADA, account: null, by: ADA, since: ago(20 * DAY), until: null },
    next: null,
    inactive: null,
    link: null,
    earlier: [],
    allowed: { account: true, credit: true },
    ...part,
  };
}

/** Handed over to an account two minutes ago. */
export function aHandOff(part: Partial<WorkspacePayerView> = {}): WorkspacePayerView {
  const since = ago(2 * MINUTE);
  return aPayer({
    payer: payerOf(ACCOUNT),
    bound: { payer: payerOf(ACCOUNT), account: ACCOUNT, by: ADA, since, until: null },
    link: aLink(),
    earlier: [{ ...aPayer().bound, until: since }],
    ...part,
  });
}

export function aLink(part: Partial<LinkView> = {}): LinkView {
  return {
    account: ACCOUNT,
    state: "LINKING",
    wantedAt: ago(2 * MINUTE),
    steps: [
      { name: "CHECK_ACCOUNT", doneAt: ago(2 * MINUTE - 3_000) },
      { name: "LINK_PROJECT", doneAt: ago(2 * MINUTE - 9_000) },
      { name: "CONFIRM_BILLING", doneAt: null },
    ],
    attempts: 1,
    problem: null,
    ...part,
  };
}

export function aFailedLink(): LinkView {
  return aLink({
    state: "FAILED",
    attempts: 20,
    steps: aLink().steps.map((step, index) => (index === 0 ? step : { ...step, doneAt: null })),
    problem: {
      code: "ACCOUNT_NO_RIGHT",
      detail: "The cloud does not let the platform link the project to this account.",
      nextStep: "Give the platform the role Billing Account User on it, and try again.",
    },
  });
}

/** One that can pay. */
export function anAccount(part: Partial<FunderView> = {}): FunderView {
  return {
    kind: "BILLING_ACCOUNT",
    account: ACCOUNT,
    name: "Lovelace lab",
    currency: "USD",
    available: null,
    state: "OPEN",
    checkedAt: ago(MINUTE),
    missing: [],
    ...part,
  };
}

export function anAccountWithoutRight(part: Partial<FunderView> = {}): FunderView {
  return anAccount({
    state: "NO_RIGHT",
    missing: [
      {
        code: "ACCOUNT_NO_RIGHT",
        detail: "The platform needs the role Billing Account User on the account.",
        nextStep: "Run this command as an administrator of the account, then check again.",
        command: COMMAND,
      },
    ],
    ...part,
  });
}

export function anAccountRequest(part: Partial<AccountRequestView> = {}): AccountRequestView {
  return {
    id: "7a000000-0000-4000-8000-000000000001",
    person: ADA,
    name: "Ada Lovelace",
    email: "ada@example.org",
    institution: "Analytical Society",
    phone: "5551234567",
    nihFunded: false,
    askedAt: ago(DAY),
    ...part,
  };
}

export function aCreditFunder(): FunderView {
  return anAccount({ kind: "CREDIT", account: null, name: "Your credit", available: "212.500000000" });
}
