import type { CreditView, EndCause, GrantView, LedgerLineView, PersonView, StatementView } from "@/api/types";
import { ADA, ago, ahead, aWorkspace, CREDIT_OF_ADA, DAY, GRACE, HOUR } from "./basics";
import { aSpentRun } from "./report";

export function aGrant(part: Partial<GrantView> = {}): GrantView {
  return {
    id: "4a000000-0000-4000-8000-000000000001",
    programme: "Starting credit",
    reason: "Starting credit",
    promotional: true,
    amount: "300.000000000",
    left: "212.400000000",
    revoked: "0.000000000",
    effectiveAt: ago(20 * DAY),
    expiresAt: ahead(345 * DAY),
    state: "ACTIVE",
    grantedBy: "Stipend",
    grantedAt: ago(20 * DAY),
    revokedAt: [],
    ...part,
  };
}

type Ends = Pick<CreditView, "endsAt" | "end" | "machinesStopAt">;

/** Of a credit that ends so many milliseconds from now; its machines stop a moment before. */
export function ending(inMs: number, cause: EndCause = "CREDIT"): Ends {
  const at = ahead(inMs);
  return { endsAt: at, end: { at, cause }, machinesStopAt: ahead(inMs - 5_000) };
}

export const WITHOUT_END: Ends = { endsAt: null, end: null, machinesStopAt: null };

export function aCredit(part: Partial<CreditView> = {}): CreditView {
  return {
    researcher: ADA,
    status: "ACTIVE",
    granted: "300.000000000",
    spent: "87.600000000",
    expired: "0.000000000",
    revoked: "0.000000000",
    available: "212.400000000",
    unbooked: "-0.098424000",
    burnPerHour: "0.196848000",
    asOf: ago(0),
    ...ending(45 * DAY),
    level: "FINE",
    runningMachines: 1,
    disksPerDay: "0.164383440",
    grants: [aGrant()],
    history: [
      { at: ago(20 * DAY), available: "300.000000000" },
      { at: ago(14 * DAY), available: "281.000000000" },
      { at: ago(6 * DAY), available: "244.100000000" },
      { at: ago(0), available: "212.400000000" },
    ],
    projection: [
      { at: ago(0), available: "212.400000000" },
      { at: ahead(45 * DAY), available: "0.000000000" },
    ],
    spenders: [
      {
        workspace: { id: aWorkspace().id, name: "Genome study", deleted: false },
        person: ADA,
        amount: "70.123400000",
      },
      {
        workspace: { id: aWorkspace().id, name: "Genome study", deleted: false },
        person: GRACE,
        amount: "17.476600000",
      },
    ],
    grace: null,
    restorable: [],
    ...part,
  };
}

/** What a run of two hours cost on one day, which credit pays. */
export function aStatementRow(part: Partial<StatementView> = {}): StatementView {
  const credit = part.credit ?? "-0.189999000";
  return {
    key: "6a000000-0000-4000-8000-000000000001/USAGE",
    kind: "USAGE",
    day: ago(HOUR).slice(0, 10),
    from: ago(3 * HOUR),
    to: ago(HOUR),
    run: aSpentRun().run,
    workspace: { id: aWorkspace().id, name: "Genome study", deleted: false },
    description: null,
    corrected: false,
    credit,
    platform: "0.000000000",
    lines: [aLedgerLine({ amount: credit })],
    ...part,
  };
}

export function aLedgerLine(part: Partial<LedgerLineView> = {}): LedgerLineView {
  return {
    kind: "USAGE",
    sku: "N1 predefined core running in Americas",
    from: ago(3 * HOUR),
    to: ago(HOUR),
    quantity: "8.000000000",
    unit: "VCPU_HOUR",
    unitPrice: "0.023750000",
    payer: CREDIT_OF_ADA,
    amount: "-0.189999000",
    ...part,
  };
}

/** A grant, or whatever else moves credit without use. */
export function aMovement(part: Partial<StatementView> = {}): StatementView {
  return aStatementRow({
    key: "1-2",
    kind: "GRANT",
    run: null,
    workspace: null,
    description: "Granted: Starting credit",
    credit: "300.000000000",
    lines: [],
    ...part,
  });
}

export function aPerson(part: Partial<PersonView> = {}): PersonView {
  return {
    ...ADA,
    email: "ada@example.org",
    roles: ["RESEARCHER"],
    firstSeenAt: ago(20 * DAY),
    credit: {
      status: "ACTIVE",
      available: "212.400000000",
      burnPerHour: "0.196848000",
      asOf: ago(0),
      endsAt: ahead(45 * DAY),
    },
    ...part,
  };
}
