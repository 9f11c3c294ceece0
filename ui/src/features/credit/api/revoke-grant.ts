import { useCommand } from "@/api/command";
import type { GrantView, RevocationRequest } from "@/api/types";

export function useRevokeGrant(grant: string, onDone: () => void) {
  return useCommand<RevocationRequest, GrantView>(
    (body) => ({ method: "POST", path: `/api/grants/${grant}/revocations`, body }),
    { changes: ["credit", "people", "postings", "runtimes"], onDone },
  );
}
