import type { SpentRunView } from "@/api/types";
import { toolName } from "./tool";

export function runWords(run: SpentRunView): string {
  const what = run.tool ? `${toolName(run.tool)} on ${run.type}` : `Disk ${run.type}`;
  return run.launchFailed ? `${what}, launch failed` : what;
}
