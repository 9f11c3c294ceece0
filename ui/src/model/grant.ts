import type { GrantView } from "@/api/types";
import { money, nanos } from "@/lib/money";

type Facts = Pick<GrantView, "state" | "amount" | "left" | "revoked">;

/** What a grant has come to, by its amounts: the state alone would call spent what was mostly taken back. */
export function grantWords({ state, ...amounts }: Facts): string {
  const left = nanos(amounts.left);
  const revoked = nanos(amounts.revoked);
  const spent = nanos(amounts.amount) - revoked - left;
  const taken = revoked > 0n ? `, ${money(revoked)} revoked` : "";
  if (left === 0n && spent === 0n) return "Revoked";
  if (state === "EXPIRED") return `Expired${taken}`; // what was spent of it before is not told
  if (state === "FUTURE") return `Not yet${taken}`;
  if (left > 0n) return `Active${taken}`;
  return revoked > spent ? `Revoked, ${money(spent)} spent` : `Spent${taken}`;
}
