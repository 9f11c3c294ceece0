import { useSyncExternalStore } from "react";

/**
 * The server's clock as far as this tab knows it. Counters and countdowns use it, so a computer whose
 * clock is wrong still shows the right dollars.
 */
let offsetMs = 0;
let exact = false;

export function heardServerTime(instant: string): void {
  exact = true;
  offsetMs = Date.parse(instant) - Date.now();
}

/** The Date header knows whole seconds only, so it counts until something better is heard. */
export function heardDateHeader(date: string | null): void {
  const instant = date ? Date.parse(date) : NaN;
  if (!exact && !Number.isNaN(instant) && Math.abs(instant - Date.now() - offsetMs) > 2_000) {
    offsetMs = instant - Date.now();
  }
}

export function serverNow(): number {
  return Date.now() + offsetMs;
}

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let tick = 0;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    tick = serverNow();
    listeners.forEach((each) => each());
  }, 1_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

function current(): number {
  // Between two ticks every component of the page shows the same second.
  // A tab that slept, or the first component of a page, sets the clock anew.
  const late = timer === undefined ? 250 : 1_500;
  if (Math.abs(serverNow() - tick) > late) tick = serverNow();
  return tick;
}

/** Server time in milliseconds, renewed each second by one timer for the whole page. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, current);
}
