import type { FunderView, LinkView, WorkspacePayerView } from "@/api/types";
import type { Nanos } from "@/lib/money";

const NUMBER = /^[0-9A-F]{6}-[0-9A-F]{6}-[0-9A-F]{6}$/;

/** As the cloud writes the number of a billing account; null when it is none. */
export function accountNumber(typed: string): string | null {
  const number = typed.trim().toUpperCase();
  return NUMBER.test(number) ? number : null;
}

const STATES: Record<FunderView["state"], string> = {
  CHECKING: "Being checked",
  OPEN: "Can pay",
  CLOSED: "Closed",
  NO_RIGHT: "The platform has no right on it",
  WRONG_CURRENCY: "Not in US dollars",
  UNKNOWN: "Not found, or not shown to you",
};

export function accountStateName(state: FunderView["state"]): string {
  return STATES[state] ?? state;
}

const STEPS: Record<LinkView["steps"][number]["name"], string> = {
  CHECK_ACCOUNT: "Check the account",
  LINK_PROJECT: "Link the project",
  CONFIRM_BILLING: "Confirm that billing is on",
};

/** The first that is not done is the one under way, or the one that failed. */
export function linkSteps(link: LinkView) {
  const at = link.steps.findIndex(({ doneAt }) => doneAt === null);
  return link.steps.map(({ name, doneAt }, index) => ({
    name: STEPS[name] ?? name,
    state: doneAt ? ("DONE" as const) : index === at ? current(link) : ("WAITING" as const),
    attempt: index === at ? link.attempts : 1,
    startedAt: index > at && at >= 0 ? null : (link.steps[index - 1]?.doneAt ?? link.wantedAt),
    finishedAt: doneAt,
    deadline: null,
    usualSeconds: null,
    notes: [],
  }));
}

function current({ state }: LinkView) {
  return state === "FAILED" ? ("FAILED" as const) : ("CURRENT" as const);
}

const HOURS_A_MONTH = 730n;

/** What goes on as it does now, over a month of average length. */
export function aMonthOf(perHour: Nanos): Nanos {
  return perHour * HOURS_A_MONTH;
}

/** Whether there is a credit that pays and so could end. */
export function isOnCredit({ payer }: Pick<WorkspacePayerView, "payer">): boolean {
  return payer.kind === "CREDIT";
}
