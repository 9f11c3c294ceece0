import { useCommand } from "@/api/command";
import type { MemberRole } from "@/api/types";

/** Who loses the right to work has machines that stop. */
const CHANGES = ["workspaces", "runtimes", "disks", "credit"];

interface Membership {
  person: string;
  /** null: none. */
  role: MemberRole | null;
}

/** Makes somebody a member, another kind of one, or none. */
export function useChangeMembers(workspace: string, onDone: () => void) {
  return useCommand(
    async ({ person, role }: Membership, send) => {
      const params = { path: { workspace, person } };
      if (role) await send("put", "/api/workspaces/{workspace}/members/{person}", { params, body: { role } });
      else await send("delete", "/api/workspaces/{workspace}/members/{person}", { params });
    },
    { changes: CHANGES, onDone },
  );
}
