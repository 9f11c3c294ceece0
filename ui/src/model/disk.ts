import type { DiskView } from "@/api/types";

export type DiskState = DiskView["state"];

const STATES: Record<DiskState, string> = {
  NOT_MADE: "Not made yet",
  CREATING: "Creating",
  READY: "Ready",
  DELETING: "Deleting",
  DELETED: "Deleted",
};

export function diskStateName(state: DiskState): string {
  return STATES[state] ?? state;
}
