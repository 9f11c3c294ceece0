import type { WorkspaceView } from "@/api/types";

type MemberRole = WorkspaceView["role"];

const ROLES: Record<MemberRole, string> = { OWNER: "Owner", WRITER: "Writer", READER: "Reader" };

/** What a person may do in a workspace. */
export function memberRoleName(role: MemberRole): string {
  return ROLES[role] ?? role;
}
