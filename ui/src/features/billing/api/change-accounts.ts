import { useCommand } from "@/api/command";
import type { AccountRequest } from "@/api/types";

const CHANGES = ["billing-accounts"];

/** Registers an account and has it checked; one that is registered is checked again. */
export function useCheckAccount(onDone?: () => void) {
  return useCommand(
    (account: string, send) =>
      send("put", "/api/billing-accounts/{account}", { params: { path: { account } } }),
    { changes: CHANGES, onDone },
  );
}

export function useForgetAccount(onDone: () => void) {
  return useCommand(
    (account: string, send) =>
      send("delete", "/api/billing-accounts/{account}", { params: { path: { account } } }),
    { changes: CHANGES, onDone },
  );
}

/** The programme helps those who have no account. */
export function useAskForAccount(onDone: () => void) {
  return useCommand((body: AccountRequest, send) => send("post", "/api/billing-account-requests", { body }), {
    changes: [],
    onDone,
  });
}
