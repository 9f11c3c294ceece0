import type { Role, WorkspaceView } from "@/api/types";
import { roleName } from "./person";

type MemberRole = WorkspaceView["role"];

const ROLES: Record<MemberRole, string> = { OWNER: "Owner", WRITER: "Writer", READER: "Reader" };

/** As what a person is in a workspace. */
export function standingName({ role }: Pick<WorkspaceView, "role">, roles: readonly Role[]): string {
  const watching = roles.find((each) => each === "ADMIN" || each === "OPERATOR");
  if (role === "READER" && watching) return roleName(watching); // sees all, a member or not
  return ROLES[role] ?? role;
}
