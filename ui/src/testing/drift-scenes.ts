import type { DriftView } from "@/api/types";
import { aWorkspace, ago, ahead, DAY, HOUR, MINUTE } from "./builders/basics";
import { aDrift } from "./builders/drift";

const { id, name } = aWorkspace();
const WORKSPACE = { id, name, deleted: false };
const QUIET = { quarantinedAt: null, done: null, doneAt: null, next: null, nextAt: null };

/** Usual and unusual ones. */
export function someDrift(): DriftView[] {
  return [
    aDrift({ refused: "Compute Engine is not allowed to stop this machine." }),
    anUnknownDisk(),
    aLostMachine(),
    aDrift({
      ...QUIET,
      id: "8a000000-0000-4000-8000-000000000004",
      kind: "RUNS_UNWANTED",
      workspace: WORKSPACE,
      type: "a-type-of-somebody-else",
      firstSeen: ago(3 * HOUR),
      done: "STOP",
      doneAt: ago(MINUTE),
      perDay: null,
      paidByPlatform: false,
    }),
  ];
}

function anUnknownDisk(): DriftView {
  return aDrift({
    ...QUIET,
    id: "8a000000-0000-4000-8000-000000000002",
    kind: "UNKNOWN_DISK",
    name: "pd-3a000000-0000-4000-8000-000000000009",
    zone: "us-central1-a",
    type: "pd-balanced",
    sizeGib: 50,
    firstSeen: ago(2 * DAY),
    nextAt: ahead(5 * DAY),
    perDay: "0.164383561",
  });
}

function aLostMachine(): DriftView {
  return aDrift({
    ...QUIET,
    id: "8a000000-0000-4000-8000-000000000003",
    kind: "MACHINE_LOST",
    workspace: WORKSPACE,
    type: null,
    madeAt: null,
    firstSeen: ago(5 * MINUTE),
    next: "LOOK",
    nextAt: ahead(10 * MINUTE),
    perDay: "0.000000000",
    paidByPlatform: false,
  });
}
