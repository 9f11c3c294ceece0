import { type QueryClient } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { heardServerTime, serverNow } from "@/lib/clock";
import type { paths } from "./generated";
import { keys } from "./keys";

interface Change {
  kind: "RUNTIME" | "DISK" | "CREDIT" | "WORKSPACE" | "PERSON";
  id: string;
}

/** What each kind of change makes stale. Money and state hang together, so most changes touch credit. */
const STALE: Record<Change["kind"], readonly string[]> = {
  RUNTIME: ["runtimes", "workspaces", "disks", "credit", "estimate"],
  DISK: ["disks", "runtimes", "workspaces", "credit", "estimate"],
  CREDIT: ["credit", "postings", "people", "runtimes", "estimate", "workspaces"],
  WORKSPACE: ["workspaces"],
  PERSON: ["people", "me"],
};

export interface Live {
  connected: boolean;
  /** Commands are accepted, their effect waits. */
  delayed: boolean;
  /** When this tab last heard from the server: the age of what is shown while the line is down. */
  heardAt: number;
}

let live: Live = { connected: true, delayed: false, heardAt: serverNow() };
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

const EVENTS = "/api/events" satisfies keyof paths;
const GATHER_MS = 80;
const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 15_000;

/** The one event stream of this tab. It says what changed; the tables say what is. */
export function listen(queries: QueryClient): () => void {
  const stale = gathering(queries);
  const line = lineOf(queries, (event) => {
    update({ heardAt: serverNow() });
    stale.add(STALE[parse<Change>(event).kind] ?? []);
  });
  line.open();
  // Not "offline": on a laptop without a network the server may be this very computer.
  window.addEventListener("online", line.probe);
  window.addEventListener("offline", line.probe);
  return () => {
    window.removeEventListener("online", line.probe);
    window.removeEventListener("offline", line.probe);
    stale.stop();
    line.close();
    update({ connected: true, delayed: false });
  };
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

/** One connection after another; after a gap everything is read anew. */
function lineOf(queries: QueryClient, onChange: (event: Event) => void) {
  let source: EventSource | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let wait = FIRST_RETRY_MS;
  let missedSome = true; // what was read before the line stood

  const close = () => {
    clearTimeout(retry);
    source?.close();
  };
  const open = () => {
    close();
    source = new EventSource(EVENTS);
    source.addEventListener("hello", stands);
    source.addEventListener("change", onChange);
    source.addEventListener("status", heardStatus);
    source.addEventListener("error", lost);
  };
  const stands = (event: Event) => {
    heardServerTime(parse<{ serverTime: string }>(event).serverTime);
    wait = FIRST_RETRY_MS;
    update({ connected: true, heardAt: serverNow() });
    if (missedSome) void queries.invalidateQueries();
    missedSome = false;
  };
  // The browser reconnects by itself only after some failures; one rule for all of them is simpler.
  const lost = () => {
    close();
    missedSome = true;
    update({ connected: false });
    void queries.invalidateQueries({ queryKey: keys.me }); // a session that ended shows itself here
    retry = setTimeout(open, wait);
    wait = Math.min(wait * 2, LAST_RETRY_MS);
  };
  const probe = () => {
    missedSome = true;
    open();
  };
  return { open, probe, close };
}

function heardStatus(event: Event): void {
  update({ delayed: parse<{ delayed: boolean }>(event).delayed });
}

function parse<T>(event: Event): T {
  return JSON.parse((event as MessageEvent<string>).data) as T;
}
