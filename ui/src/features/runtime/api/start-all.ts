import { ApiError, problemIn, sendWith } from "@/api/client";
import { useCommand } from "@/api/command";
import type { Problem } from "@/api/types";

interface Start {
  runtime: string;
  /** Each start is a command of its own. */
  key: string;
}

export interface Refused {
  runtime: string;
  problem: Problem;
}

/** Starts several; those that are refused keep none of the others from starting. */
export function useStartAll(onDone: (refused: readonly Refused[]) => void) {
  const command = useCommand(startAll, { changes: ["runtimes", "workspaces", "disks"], onDone });
  return {
    ...command,
    run: (runtimes: readonly string[]) =>
      command.run(runtimes.map((runtime) => ({ runtime, key: crypto.randomUUID() }))),
  };
}

async function startAll(starts: readonly Start[]): Promise<Refused[]> {
  const answers = await Promise.allSettled(starts.map(start));
  const refused = answers.flatMap((answer, index) =>
    answer.status === "rejected"
      ? [{ runtime: starts[index]!.runtime, error: answer.reason as unknown }]
      : [],
  );
  // asked once more in whole: those that were answered answer the same
  const lost = refused.find(({ error }) => error instanceof ApiError && error.isTemporary);
  if (lost) throw lost.error;
  return refused.map(({ runtime, error }) => ({ runtime, problem: problemIn(error) }));
}

function start({ runtime, key }: Start) {
  return sendWith(key)("post", "/api/runtimes/{runtime}/start", { params: { path: { runtime } } });
}
