import { useQuery } from "@tanstack/react-query";
import { useTitleNotice } from "@/components/place";
import { runtimesQuery } from "@/features/runtime/api/get-runtimes";
import { useNow } from "@/lib/clock";
import { firstEnd } from "@/model/end";
import { hasRole, useMe } from "../me";

const MINUTE = 60_000;
const TOLD_FROM = 15 * MINUTE;

/** On the title of the tab, for whoever works in another one: how long the first of their machines still runs. */
export function LastMinutes() {
  const me = useMe();
  const runtimes = useQuery({ ...runtimesQuery(), enabled: hasRole(me, "RESEARCHER") }).data ?? [];
  const own = runtimes.filter(({ owner }) => owner.id === me.person.id);
  const end = firstEnd(own);
  const now = useNow();
  useTitleNotice(end && leftWords(Date.parse(end.at) - now));
  return null;
}

/** Whole minutes, never more than there are. */
function leftWords(left: number): string | null {
  if (left <= 0 || left >= TOLD_FROM) return null;
  return left < MINUTE ? "< 1 min left" : `${Math.floor(left / MINUTE)} min left`;
}
