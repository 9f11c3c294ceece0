import { useCommand } from "@/api/command";
import type { GrantRequest, GrantView } from "@/api/types";

export function useGrantCredit(person: string, onDone: () => void) {
  return useCommand<GrantRequest, GrantView>(
    (body) => ({ method: "POST", path: `/api/people/${person}/grants`, body }),
    { changes: ["credit", "people", "postings", "runtimes"], onDone },
  );
}
