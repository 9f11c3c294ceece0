import { useCommand } from "@/api/command";
import type { RevocationRequest } from "@/api/types";

interface Revocation {
  grant: string;
  body: RevocationRequest;
}

export function useRevokeGrant(onDone: () => void) {
  return useCommand(
    ({ grant, body }: Revocation, send) =>
      send("post", "/api/grants/{grant}/revocations", { params: { path: { grant } }, body }),
    { changes: ["credit", "people", "statement", "runtimes"], onDone },
  );
}
