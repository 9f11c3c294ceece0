import type { MemberView, MeView, WorkspaceView } from "@/api/types";

/** Valid things of the API, each detail of which a test may name. */

export const MINUTE = 60_000;

export const HOUR = 60 * MINUTE;

export const DAY = 24 * HOUR;

export function ago(ms: number): string {
  return new Date(Date.now() - ms).toISOString();
}

export function ahead(ms: number): string {
  return ago(-ms);
}

export const ADA = { id: "0a000000-0000-4000-8000-000000000001", name: "Ada Lovelace" };

export const GRACE = { id: "0a000000-0000-4000-8000-000000000002", name: "Grace Hopper" };

export const OLIVER = { id: "0a000000-0000-4000-8000-000000000003", name: "Oliver Admin" };

export const CREDIT_OF_ADA = { kind: "CREDIT" as const, name: "Credit of Ada Lovelace" };

export function aResearcher(part: Partial<MeView> = {}): MeView {
  return {
    person: { ...ADA, email: "ada@example.org" },
    roles: ["RESEARCHER"],
    provider: "local",
    computer: { cores: 2, memoryGib: 24 },
    billingPage: null,
    serverTime: ago(0),
    ...part,
  };
}

export function anAdmin(part: Partial<MeView> = {}): MeView {
  return aResearcher({ person: { ...OLIVER, email: "oliver@example.org" }, roles: ["ADMIN"], ...part });
}

export function aWorkspace(part: Partial<WorkspaceView> = {}): WorkspaceView {
  return {
    id: "1a000000-0000-4000-8000-000000000001",
    name: "Genome study",
    description: "Variants of the LDLR gene in people with early heart disease.",
    role: "OWNER",
    creator: ADA,
    payer: CREDIT_OF_ADA,
    burnPerHour: "0.196848000",
    running: 1,
    disks: 1,
    createdAt: ago(20 * DAY),
    version: 1,
    ...part,
  };
}

/** Ada, unless somebody else is named: her credit pays. */
export function aMember(part: Partial<MemberView> = {}): MemberView {
  return {
    ...ADA,
    email: "ada@example.org",
    role: "OWNER",
    since: ago(20 * DAY),
    pays: (part.id ?? ADA.id) === ADA.id,
    share: null,
    cap: null,
    ...part,
  };
}
