import type { Query, QueryClient } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { heardServerTime, serverNow } from "@/lib/clock";
import { keys } from "./keys";
import { openLine } from "./line";

interface Change {
  kind: "RUNTIME" | "DISK" | "CREDIT" | "WORKSPACE" | "BILLING_ACCOUNT" | "PERSON" | "NOTICE";
  id: string;
}

/** What each kind of change makes stale. Money and state hang together, so most changes touch credit. */
const STALE: Record<Change["kind"], readonly string[]> = {
  RUNTIME: ["runtimes", "workspaces", "disks", "credit", "estimate"],
  DISK: ["disks", "runtimes", "workspaces", "credit", "estimate"],
  CREDIT: ["credit", "statement", "people", "runtimes", "estimate", "workspaces"],
  WORKSPACE: ["workspaces"],
  BILLING_ACCOUNT: ["billing-accounts"],
  // Whoever is removed from a workspace hears no more of it than this.
  PERSON: ["people", "me", "workspaces", "runtimes", "disks"],
  NOTICE: ["notices"],
};

export interface Live {
  connected: boolean;
  /** Commands are accepted, their effect waits. */
  delayed: boolean;
  /** Nothing can be read or accepted for now. */
  databaseAway: boolean;
  /** What the server writes to has no space left. */
  diskFull: boolean;
  /** When this tab last heard from the server: the age of what is shown while the line is down. */
  heardAt: number;
}

const SOUND = { connected: true, delayed: false, databaseAway: false, diskFull: false };

let live: Live = { ...SOUND, heardAt: serverNow() };
const listeners = new Set<() => void>();

function update(change: Partial<Live>): void {
  live = { ...live, ...change };
  listeners.forEach((listener) => listener());
}

export function useLive(): Live {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => live,
  );
}

const GATHER_MS = 80;

/** The event stream. It says what changed; the tables say what is. After a gap everything is read anew. */
export function listen(queries: QueryClient): () => void {
  const stale = gathering(queries);
  let stood = false;
  const stands = (isNew: boolean, serverTime: string) => {
    heardServerTime(serverTime);
    update({ connected: true, heardAt: serverNow() });
    if (!stood) void queries.invalidateQueries({ predicate: wasReadEarly });
    else if (isNew) void queries.invalidateQueries();
    stood = true;
  };
  const line = openLine(({ type, data, isNew }) => {
    if (type === "hello") return stands(isNew, parse<{ serverTime: string }>(data).serverTime);
    if (type === "status") return update(parse<Pick<Live, "delayed" | "databaseAway" | "diskFull">>(data));
    if (type === "lost") return lost(queries);
    update({ heardAt: serverNow() });
    stale.add(STALE[parse<Change>(data).kind] ?? []);
  });
  // Not "offline": on a laptop without a network the server may be this very computer.
  window.addEventListener("online", line.probe);
  window.addEventListener("offline", line.probe);
  return () => {
    window.removeEventListener("online", line.probe);
    window.removeEventListener("offline", line.probe);
    stale.stop();
    line.close();
    update(SOUND);
  };
}

/** Begun before the line stood, so a change may have been missed; who one is was just asked. */
function wasReadEarly({ queryKey, state }: Query): boolean {
  return queryKey[0] !== keys.me[0] && (state.dataUpdatedAt > 0 || state.fetchStatus === "fetching");
}

function lost(queries: QueryClient): void {
  update({ connected: false });
  void queries.invalidateQueries({ queryKey: keys.me }); // a session that ended shows itself here
}

/** Changes come in bursts; what a burst makes stale is read anew once. */
function gathering(queries: QueryClient) {
  let gather: ReturnType<typeof setTimeout> | undefined;
  const stale = new Set<string>();
  const refresh = () => {
    gather = undefined;
    for (const kind of stale) void queries.invalidateQueries({ queryKey: [kind] });
    stale.clear();
  };
  return {
    add: (kinds: readonly string[]) => {
      kinds.forEach((kind) => stale.add(kind));
      gather ??= setTimeout(refresh, GATHER_MS);
    },
    stop: () => clearTimeout(gather),
  };
}

function parse<T>(data: string): T {
  return JSON.parse(data) as T;
}
