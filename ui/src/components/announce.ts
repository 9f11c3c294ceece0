import { useSyncExternalStore } from "react";

let spoken = "";
const listeners = new Set<() => void>();

/** Says a change to people who do not see it. Polite: never interrupts. */
export function announce(text: string): void {
  spoken = text;
  listeners.forEach((listener) => listener());
}

export function useAnnouncement(): string {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => spoken,
  );
}
