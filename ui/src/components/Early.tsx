import type { ReactNode } from "react";
import classes from "./page.module.css";

interface Props {
  /** Whether all is known that decides what stands where. */
  isKnown: boolean;
  children: ReactNode;
}

/** Seen when it is known, so that the page does not jump, or soon anyway. */
export function Early({ isKnown, children }: Props) {
  return <div className={isKnown ? undefined : classes.early}>{children}</div>;
}
