import { useCommand } from "@/api/command";
import type { GrantRequest } from "@/api/types";

interface Grant {
  person: string;
  body: GrantRequest;
}

export function useGrantCredit(onDone: () => void) {
  return useCommand(
    ({ person, body }: Grant, send) =>
      send("post", "/api/people/{person}/grants", { params: { path: { person } }, body }),
    { changes: ["credit", "people", "statement", "runtimes"], onDone },
  );
}
