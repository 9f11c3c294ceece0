import type { StatementView } from "@/api/types";

const KINDS: Record<StatementView["kind"], string> = {
  GRANT: "Grant",
  REVOKE: "Revocation",
  USAGE: "Usage",
  EXPIRE: "Expiry",
  REVERSAL: "Reversal",
  RESTATE: "Restatement",
  PAYER_TRANSFER: "Payer changed",
  ADJUSTMENT: "Adjustment",
  WRITE_OFF: "Written off",
};

export function kindName(kind: StatementView["kind"]): string {
  return KINDS[kind] ?? kind;
}
