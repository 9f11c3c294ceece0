import type { GrantView } from "@/api/types";

const STATES: Record<GrantView["state"], string> = {
  ACTIVE: "Active",
  FUTURE: "Not yet",
  SPENT: "Spent",
  EXPIRED: "Expired",
  REVOKED: "Revoked",
};

export function grantState({ state }: Pick<GrantView, "state">): string {
  return STATES[state] ?? state;
}
