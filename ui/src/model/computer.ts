import type { MeView, RuntimeView } from "@/api/types";
import { machineName } from "./runtime";

/** What "this computer" is on the local provider. */
export type Computer = MeView["computer"];

/** On this computer the machine type is what is charged, not what runs; every place that names it says so. */
export function computerWords(computer: NonNullable<Computer>): string {
  return `Runs on this computer (${computer.cores} cores, ${computer.memoryGib} GiB)`;
}

export function chargedAs(
  provider: RuntimeView["provider"],
  computer: Computer,
  machineType: RuntimeView["machineType"],
): string {
  const name = machineName(machineType);
  if (provider !== "local") return name;
  return computer ? `${computerWords(computer)}, charged as ${name}` : `Charged as ${name}`;
}
