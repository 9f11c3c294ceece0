import type { DriftView, PassView } from "@/api/types";
import { ago, ahead, HOUR, MINUTE } from "./basics";

export function aDrift(part: Partial<DriftView> = {}): DriftView {
  return {
    id: "8a000000-0000-4000-8000-000000000001",
    kind: "UNKNOWN_MACHINE",
    name: "rt-2a000000-0000-4000-8000-000000000009-g3",
    zone: null,
    type: "n1-standard-4",
    sizeGib: 0,
    runtime: null,
    workspace: null,
    madeAt: ago(5 * HOUR),
    firstSeen: ago(HOUR),
    lastSeen: ago(2 * MINUTE),
    quarantinedAt: ago(40 * MINUTE),
    done: "QUARANTINE",
    doneAt: ago(40 * MINUTE),
    refused: null,
    next: "STOP",
    nextAt: ahead(20 * MINUTE),
    perDay: "4.559976000",
    paidByPlatform: true,
    ...part,
  };
}

export function aPass(part: Partial<PassView> = {}): PassView {
  return {
    id: "9a000000-0000-4000-8000-000000000001",
    due: ago(2 * MINUTE),
    dryRun: false,
    startedAt: ago(2 * MINUTE),
    finishedAt: ago(2 * MINUTE),
    outcome: "DONE",
    machines: 12,
    disks: 30,
    found: 1,
    findings: null,
    ...part,
  };
}
