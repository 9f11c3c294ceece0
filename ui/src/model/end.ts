import type { CreditView, End, RuntimeView } from "@/api/types";

/** When the first of the machines stops that a credit pays for; null: none runs, or none has an end. */
export function machinesEnd(credit: CreditView, runtimes: readonly Pick<RuntimeView, "end">[]): End | null {
  if (credit.runningMachines === 0) return null;
  return earliest([machineStop(credit), firstEnd(runtimes)]);
}

/** When the first of these machines stops, whatever pays for it. */
export function firstEnd(runtimes: readonly Pick<RuntimeView, "end">[]): End | null {
  return earliest(runtimes.map(({ end }) => end));
}

/** Machines are told to stop a moment before the credit ends, but where an account takes over. */
function machineStop({ end, machinesStopAt }: CreditView): End | null {
  return end && machinesStopAt ? { ...end, at: machinesStopAt } : null;
}

/** Of two at one instant the first in the list counts. */
function earliest(ends: readonly (End | null)[]): End | null {
  const known = ends.filter((end) => end !== null);
  if (known.length === 0) return null;
  return known.reduce((first, end) => (Date.parse(end.at) < Date.parse(first.at) ? end : first));
}
