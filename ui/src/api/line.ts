import { serverNow } from "@/lib/clock";
import type { paths } from "./generated";

/** What comes down the line: the server's events, and that the connection was lost. */
export interface News {
  type: "hello" | "change" | "status" | "lost";
  /** As the server sent it. */
  data: string;
  /** Of a hello: the connection is a new one, so something may have been missed. */
  isNew: boolean;
}

export interface Line {
  /** Connects anew: the network changed. */
  probe: () => void;
  close: () => void;
}

type Hear = (news: News) => void;

const EVENTS = "/api/events" satisfies keyof paths;
const SHARED = "stipend-events";
const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 15_000;

/**
 * One event stream per browser, since a browser grants six connections to a server: the tab that holds the
 * lock has it and tells the others; when that tab is closed, the next one gets the lock. A browser that
 * lends no locks (a page without TLS and not on localhost) has a stream per tab.
 */
export function openLine(hear: Hear): Line {
  return navigator.locks ? sharedLine(navigator.locks, hear) : ownLine(hear);
}

function sharedLine(locks: LockManager, hear: Hear): Line {
  const channel = new BroadcastChannel(SHARED);
  const closed = new AbortController();
  const known = new Map<News["type"], News>();
  let own: Line | undefined;

  const tell = (news: News) => {
    if (news.type === "lost") known.clear();
    else known.set(news.type, news);
    hear(news);
    channel.postMessage(news);
  };
  const answer = () => {
    if (!known.has("hello")) return;
    channel.postMessage(news("hello", JSON.stringify({ serverTime: new Date(serverNow()).toISOString() })));
    const status = known.get("status");
    if (status) channel.postMessage(status);
  };
  channel.onmessage = ({ data }: MessageEvent<News | "ask">) => {
    if (data !== "ask") hear(data);
    else if (own) answer();
  };
  channel.postMessage("ask");
  const lead = () =>
    new Promise<void>((release) => {
      own = ownLine(tell);
      closed.signal.addEventListener("abort", () => release());
    });
  locks.request(SHARED, { signal: closed.signal }, lead).catch(() => {
    // closed while it waited for its turn
  });
  return {
    probe: () => own?.probe(),
    close: () => {
      own?.close();
      channel.close();
      closed.abort();
    },
  };
}

/** One connection after another. */
function ownLine(hear: Hear): Line {
  let source: EventSource | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let wait = FIRST_RETRY_MS;

  const close = () => {
    clearTimeout(retry);
    source?.close();
  };
  const open = () => {
    close();
    source = new EventSource(EVENTS);
    source.addEventListener("hello", (event) => {
      wait = FIRST_RETRY_MS;
      hear(news("hello", dataOf(event), true));
    });
    source.addEventListener("change", (event) => hear(news("change", dataOf(event))));
    source.addEventListener("status", (event) => hear(news("status", dataOf(event))));
    source.addEventListener("error", lost);
  };
  // The browser reconnects by itself only after some failures; one rule for all of them is simpler.
  const lost = () => {
    close();
    retry = setTimeout(open, wait);
    wait = Math.min(wait * 2, LAST_RETRY_MS);
    hear(news("lost", "{}"));
  };
  open();
  return { probe: open, close };
}

function news(type: News["type"], data: string, isNew = false): News {
  return { type, data, isNew };
}

function dataOf(event: Event): string {
  return (event as MessageEvent<string>).data;
}
