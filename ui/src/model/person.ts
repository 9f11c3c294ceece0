import type { Role } from "@/api/types";

const ROLES: Record<Role, string> = {
  RESEARCHER: "Researcher",
  ADMIN: "Admin",
  FINANCE: "Finance",
  OPERATOR: "Operator",
};

export function roleName(role: Role): string {
  return ROLES[role] ?? role;
}
