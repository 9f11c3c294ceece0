import type { DiskView, RuntimeState, RuntimeView, StepName, StepView } from "@/api/types";
import { ADA, ago, ahead, CREDIT_OF_ADA, DAY, HOUR, MINUTE } from "./basics";

const LAUNCH: StepName[] = ["RESERVE", "DISK", "VM", "TOOL", "HEALTH"];

const USUAL: Partial<Record<StepName, number>> = { RESERVE: 1, DISK: 1, VM: 2, TOOL: 5, HEALTH: 6 };

export function steps(
  names: StepName[] = LAUNCH,
  current?: StepName,
  state: StepView["state"] = "CURRENT",
): StepView[] {
  const at = current ? names.indexOf(current) : names.length;
  return names.map((name, index) => {
    const started = (at - index) * 2_000 + 4_000;
    return {
      name,
      state: index < at ? "DONE" : index === at ? state : "WAITING",
      startedAt: index <= at ? ago(started) : null,
      finishedAt: index < at || (index === at && state === "FAILED") ? ago(started - 2_000) : null,
      deadline: index === at ? ahead(2 * MINUTE) : null,
      usualSeconds: USUAL[name] ?? 3,
      attempt: 1,
      notes: [],
    };
  });
}

export function aRuntime(state: RuntimeState = "RUNNING", part: Partial<RuntimeView> = {}): RuntimeView {
  return {
    id: "2a000000-0000-4000-8000-000000000001",
    workspace: { id: "1a000000-0000-4000-8000-000000000001", name: "Genome study", deleted: false },
    owner: ADA,
    tool: "jupyter",
    machineType: { id: "n1-standard-4", vcpus: "4.000000000", memoryGib: "15.000000000", spot: false },
    disk: { id: "3a000000-0000-4000-8000-000000000001", type: "pd-balanced", sizeGib: 50, kept: null },
    provider: "local",
    zone: null,
    desired:
      state === "DELETING" ? "DELETED" : state === "STOPPING" || state === "STOPPED" ? "STOPPED" : "RUNNING",
    state,
    since: ago(134 * MINUTE),
    generation: 1,
    firstLaunch: state === "STARTING",
    delayed: false,
    stopReason: null,
    failure: null,
    runsUntil: null,
    end: null,
    payer: CREDIT_OF_ADA,
    url: "/r/2a000000-0000-4000-8000-000000000001",
    asOf: ago(0),
    ...IN_STATE[state](),
    ...part,
  };
}

export const PRICES = {
  runningPerHour: "0.196848000",
  stoppedPerDay: "0.164383440",
  diskPerMonth: "5.000000000",
};

function running(amount: string): RuntimeView["cost"] {
  return {
    ...PRICES,
    perHour: PRICES.runningPerHour,
    run: {
      amount,
      perHour: PRICES.runningPerHour,
      asOf: ago(0),
      startedAt: ago(134 * MINUTE),
      minimumUntil: ago(133 * MINUTE),
    },
    lastRun: null,
    today: "0.812300000",
    month: "12.401000000",
  };
}

function resting(): RuntimeView["cost"] {
  return {
    ...PRICES,
    perHour: "0.006849315",
    run: null,
    lastRun: null,
    today: "0.164300000",
    month: "9.870000000",
  };
}

type StateParts = Pick<RuntimeView, "cost" | "allowed" | "steps"> & Partial<RuntimeView>;

const IN_STATE: Record<RuntimeState, () => StateParts> = {
  STARTING: () => ({
    cost: { ...running("0.000200000"), run: null, perHour: "0.006849315" },
    allowed: ["CANCEL", "DELETE"],
    steps: steps(LAUNCH, "TOOL"),
    since: ago(8_000),
  }),
  RUNNING: () => ({
    cost: running("0.439627200"),
    allowed: ["OPEN", "STOP", "DELETE"],
    steps: steps(),
    end: { at: ahead(45 * DAY - 5_000), cause: "CREDIT" },
  }),
  UPDATING: () => ({ cost: running("0.439627200"), allowed: ["DELETE"], steps: steps(LAUNCH, "VM") }),
  STOPPING: () => ({
    cost: running("0.439627200"),
    allowed: ["DELETE"],
    steps: steps(["STOP"], "STOP"),
    since: ago(3_000),
  }),
  STOPPED: () => ({
    cost: resting(),
    allowed: ["START", "DELETE"],
    steps: steps(["STOP"]),
    stopReason: { code: "PERSON", text: "Stopped by Ada Lovelace." },
  }),
  FAILED: () => ({
    cost: resting(),
    allowed: ["START", "DELETE"],
    steps: steps(LAUNCH, "TOOL", "FAILED"),
    since: ago(5 * MINUTE),
    failure: {
      code: "TOOL_CRASHED",
      cause: "Jupyter ended by itself two seconds after it started (exit status 1).",
      nextStep: "Read the last lines below, free the port or the disk it names, and retry.",
      logTail:
        "[I 2026-11-25 03:01:22.114 ServerApp] jupyterlab | extension was successfully loaded.\n" +
        "[C 2026-11-25 03:01:23.020 ServerApp] OSError: [Errno 28] No space left on device: '/home/work/.jupyter'",
      at: ago(5 * MINUTE),
    },
  }),
  DELETING: () => ({
    cost: resting(),
    allowed: [],
    steps: steps(["STOP", "DELETE_VM"], "DELETE_VM"),
    since: ago(2_000),
  }),
  DELETED: () => ({ cost: resting(), allowed: [], steps: [] }),
  FROZEN: () => ({ cost: resting(), allowed: [], steps: [] }),
};

export function aDisk(part: Partial<DiskView> = {}): DiskView {
  return {
    id: "3a000000-0000-4000-8000-000000000001",
    workspace: { id: "1a000000-0000-4000-8000-000000000001", name: "Genome study", deleted: false },
    owner: ADA,
    type: "pd-balanced",
    sizeGib: 50,
    zone: null,
    state: "READY",
    attachedTo: null,
    createdAt: ago(20 * DAY),
    lastUsedAt: ago(26 * HOUR),
    perDay: "0.164383440",
    perMonth: "5.000000000",
    payer: CREDIT_OF_ADA,
    kept: null,
    allowed: ["DELETE", "LAUNCH"],
    ...part,
  };
}
