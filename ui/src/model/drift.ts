import type { DriftView, PassView } from "@/api/types";

type Kind = DriftView["kind"];

const KINDS: Record<Kind, string> = {
  UNKNOWN_MACHINE: "Unknown machine",
  OLDER_MACHINE: "Machine of a runtime that has a newer one",
  RUNS_UNWANTED: "Machine that runs though it is wanted off",
  MACHINE_OFF: "Machine that is off though it is wanted running",
  MACHINE_LOST: "Machine that is gone",
  UNKNOWN_DISK: "Unknown disk",
  DISK_LOST: "Disk that is gone",
};

export function driftName(kind: Kind): string {
  return KINDS[kind] ?? kind;
}

const ACTS: Record<NonNullable<DriftView["next"]>, string> = {
  QUARANTINE: "Quarantine",
  LOOK: "Its runtime looks",
  STOP: "Stop",
  DELETE: "Delete",
};

/** What happens next, where something does: "Stop". */
export function nextAct({ kind, next }: DriftView): string | null {
  if (!next) return null;
  return kind === "MACHINE_LOST" ? "Its runtime fails, its disk is kept" : (ACTS[next] ?? next);
}

/** Why nothing more happens by itself. */
export function nothingNext({ kind, done }: DriftView): string {
  switch (kind) {
    case "UNKNOWN_DISK":
      return "Kept: delete it at the provider if nobody needs it";
    case "DISK_LOST":
      return "Nothing: find out who deleted it";
    case "OLDER_MACHINE":
      return done ? "Deleted again if it is still there" : "Nothing: a researcher's disk hangs on it";
    case "RUNS_UNWANTED":
      return "Stopped again if it still runs";
    case "MACHINE_OFF":
    case "MACHINE_LOST":
      return "Its runtime looks at it";
    case "UNKNOWN_MACHINE":
      return done === "DELETE"
        ? "Deleted again if it is still there"
        : "Nothing: its labels do not say whose it is";
  }
}

const OUTCOMES: Record<NonNullable<PassView["outcome"]>, string | null> = {
  DONE: null,
  SWITCHED_OFF: "The reconciler is switched off: what differs is shown, and nothing is done about it.",
  BILLING_OFF: "Billing is off at the provider, so what there is is not known. Nothing is done about it.",
  EMPTY_LISTING:
    "The provider lists nothing at all though there should be something. Nothing is done about it.",
  NOT_LISTED: "The provider did not answer the last time it was asked. What is shown is older.",
};

/** What keeps the last pass from being believed or from acting; null: nothing. */
export function passProblem({ outcome }: PassView): string | null {
  return outcome ? OUTCOMES[outcome] : null;
}
