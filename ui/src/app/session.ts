import { useSyncExternalStore } from "react";

/** Whether the server still knows this tab's session. Ends once; signing in again loads the app anew. */
export class Session {
  #ended = false;
  readonly #listeners = new Set<() => void>();

  readonly end = (): void => {
    this.#ended = true;
    this.#listeners.forEach((listener) => listener());
  };

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly hasEnded = (): boolean => this.#ended;
}

export function useHasEnded(session: Session): boolean {
  return useSyncExternalStore(session.subscribe, session.hasEnded);
}
