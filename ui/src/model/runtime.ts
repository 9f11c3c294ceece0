import type { MachineView, RuntimeState, RuntimeView, StepName } from "@/api/types";
import { quantity } from "@/lib/money";

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

/** Something is being done to it right now. */
export function isUnderWay({ state }: Pick<RuntimeView, "state">): boolean {
  return state === "STARTING" || state === "UPDATING" || state === "STOPPING" || state === "DELETING";
}

const STEPS: Record<StepName, string> = {
  RESERVE: "Reserve",
  DISK: "Disk",
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
