import type { MemberRole, Role, WorkspaceRef, WorkspaceView } from "@/api/types";
import { roleName } from "./person";

/** From the one that may least to the one that may most, each with what it may. */
const ROLES: Record<MemberRole, { name: string; may: string }> = {
  READER: { name: "Reader", may: "Sees everything in the workspace and what it costs." },
  WRITER: {
    name: "Writer",
    may: "Sees everything, launches, and has machines of their own that the workspace pays for.",
  },
  OWNER: {
    name: "Owner",
    may: "Does all that writers do, names the workspace, and says who else is a member.",
  },
};

export const MEMBER_ROLES = Object.keys(ROLES) as MemberRole[];

export function memberRoleName(role: MemberRole): string {
  return ROLES[role]?.name ?? role;
}

export function whatMay(role: MemberRole): string {
  return ROLES[role].may;
}

/** Whether one has machines there. */
export function works(role: MemberRole | null): boolean {
  return role === "OWNER" || role === "WRITER";
}

/** As what a person is in a workspace. */
export function standingName({ role }: Pick<WorkspaceView, "role">, roles: readonly Role[]): string {
  const watching = roles.find((each) => each === "ADMIN" || each === "OPERATOR");
  if (role === "READER" && watching) return roleName(watching); // sees all, a member or not
  return memberRoleName(role);
}

/** As things name it that were used in it. */
export function refName({ name, deleted }: Pick<WorkspaceRef, "name" | "deleted">): string {
  return deleted ? `${name} (deleted)` : name;
}
