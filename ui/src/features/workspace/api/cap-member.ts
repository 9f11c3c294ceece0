import { useCommand } from "@/api/command";

interface Cap {
  person: string;
  /** A decimal string; null: none any more. */
  amount: string | null;
}

/** Says how much of one's credit a member may spend in a workspace. */
export function useCapMember(workspace: string, onDone: () => void) {
  return useCommand(
    async ({ person, amount }: Cap, send) => {
      const params = { path: { workspace, person } };
      if (amount !== null)
        await send("put", "/api/workspaces/{workspace}/members/{person}/cap", { params, body: { amount } });
      else await send("delete", "/api/workspaces/{workspace}/members/{person}/cap", { params });
    },
    { changes: ["workspaces", "estimate"], onDone },
  );
}
