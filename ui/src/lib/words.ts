import type { DiskView, MeView, Role, RuntimeState, RuntimeView, StepName, ToolId } from "@/api/types";
import { quantity } from "./money";

const TOOLS: Record<ToolId, string> = {
  jupyter: "Jupyter",
  rstudio: "RStudio",
  cromwell: "Cromwell",
  terminal: "Terminal",
};

export function toolName(tool: ToolId): string {
  return TOOLS[tool] ?? tool;
}

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

const DISK_STATES: Record<DiskView["state"], string> = {
  CREATING: "Creating",
  READY: "Ready",
  DELETING: "Deleting",
  DELETED: "Deleted",
};

export function diskStateName(state: DiskView["state"]): string {
  return DISK_STATES[state] ?? state;
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

const ROLES: Record<Role, string> = {
  RESEARCHER: "Researcher",
  ADMIN: "Admin",
  FINANCE: "Finance",
  OPERATOR: "Operator",
};

export function roleName(role: Role): string {
  return ROLES[role] ?? role;
}

/** "4 vCPU · 16 GiB". */
export function machineWords({ machineType }: Pick<RuntimeView, "machineType">): string {
  return `${quantity(machineType.vcpus)} vCPU · ${quantity(machineType.memoryGib)} GiB`;
}

/** "4 vCPU · 16 GiB · 50 GiB disk". */
export function machineAndDiskWords(runtime: Pick<RuntimeView, "machineType" | "disk">): string {
  return `${machineWords(runtime)} · ${runtime.disk.sizeGib} GiB disk`;
}

type Computer = MeView["computer"];

/** On this computer the machine type is what is charged, not what runs; every place that names it says so. */
export function computerWords(computer: NonNullable<Computer>): string {
  return `Runs on this computer (${computer.cores} cores, ${computer.memoryGib} GiB)`;
}

export function chargedAs(
  provider: RuntimeView["provider"],
  computer: Computer,
  machineType: string,
): string {
  if (provider !== "local") return machineType;
  return computer ? `${computerWords(computer)}, charged as ${machineType}` : `Charged as ${machineType}`;
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`;
}

/** "Ada, Grace and Alan". */
export function list(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
