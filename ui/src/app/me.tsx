import { createContext, use } from "react";
import type { MeView, Role } from "@/api/types";

export const MeContext = createContext<MeView | null>(null);

/** The person in front of the screen; everything inside the frame may rely on there being one. */
export function useMe(): MeView {
  const me = use(MeContext);
  if (!me) throw new Error("useMe outside of the frame");
  return me;
}

export function hasRole(me: MeView, ...roles: Role[]): boolean {
  return roles.some((role) => me.roles.includes(role));
}
