import type { MachineView, RuntimeState, RuntimeView, StepName, StepView, ToolId } from "@/api/types";
import { nanos, type Nanos, quantity } from "@/lib/money";
import { toolName } from "./tool";

const STATES: Record<RuntimeState, string> = {
  STARTING: "Starting",
  RUNNING: "Running",
  UPDATING: "Updating",
  STOPPING: "Stopping",
  STOPPED: "Stopped",
  FAILED: "Failed",
  DELETING: "Deleting",
  DELETED: "Deleted",
  FROZEN: "Frozen",
};

export function stateName(state: RuntimeState): string {
  return STATES[state] ?? state;
}

/** Of what came from outside the API's types. */
export function isRuntimeState(value: unknown): value is RuntimeState {
  return typeof value === "string" && Object.hasOwn(STATES, value);
}

const IN_THE_WAY: Record<RuntimeState, string> = {
  STARTING: "it is starting",
  RUNNING: "it is running",
  UPDATING: "it is being changed",
  STOPPING: "it is stopping and can start again then",
  STOPPED: "it is stopped and can start again",
  FAILED: "it has failed; retry or delete it",
  DELETING: "it is being deleted; launch again when it is gone",
  DELETED: "it was deleted just now; launch again",
  FROZEN: "it is frozen by an administrator",
};

/** There is one runtime of a tool per person and workspace; a second launch leads to it and says this. */
export function existsWords(tool: ToolId, state: RuntimeState | null): string {
  const how = state ? `: ${IN_THE_WAY[state]}` : "";
  return `Your ${toolName(tool)} is here already${how}. No second one was launched.`;
}

/** Something is being done to it right now. */
export function isUnderWay({ state }: Pick<RuntimeView, "state">): boolean {
  return state === "STARTING" || state === "UPDATING" || state === "STOPPING" || state === "DELETING";
}

const STEPS: Record<StepName, string> = {
  RESERVE: "Reserve",
  DISK: "Disk",
  CAPACITY: "Find capacity",
  VM: "Machine",
  TOOL: "Tool",
  HEALTH: "Health check",
  STOP: "Stop the machine",
  DELETE_VM: "Delete the machine",
  DELETE_DISK: "Delete the disk",
};

export function stepName(step: StepName): string {
  return STEPS[step] ?? step;
}

export function stepsInWords(steps: readonly StepView[]) {
  return steps.map((step) => ({ ...step, name: stepName(step.name) }));
}

/** "n1-standard-4", or "n1-standard-4 on Spot": one that Google may take back. */
export function machineName({ id, spot }: Pick<MachineView, "id" | "spot">): string {
  return spot ? `${id} on Spot` : id;
}

/** "4 vCPU · 16 GiB". */
export function machineWords({ vcpus, memoryGib }: Pick<MachineView, "vcpus" | "memoryGib">): string {
  return `${quantity(vcpus)} vCPU · ${quantity(memoryGib)} GiB`;
}

/** "4 vCPU · 16 GiB · 50 GiB disk". */
export function machineAndDiskWords({
  machineType,
  disk,
}: Pick<RuntimeView, "machineType" | "disk">): string {
  return `${machineWords(machineType)} · ${disk.sizeGib} GiB disk`;
}

/** What each start costs at least: a minute of the machine, of which the disk is no part. */
export function leastOf({ runningPerHour, stoppedPerDay }: RuntimeView["cost"]): Nanos {
  return (nanos(runningPerHour) - nanos(stoppedPerDay) / 24n) / 60n;
}

/** What cancelling does, as the button says it. */
export function cancelWords({ state, firstLaunch }: Pick<RuntimeView, "state" | "firstLaunch">): string {
  if (state === "DELETING") return "Keep it after all";
  return firstLaunch ? "Cancel launch" : "Cancel start";
}
