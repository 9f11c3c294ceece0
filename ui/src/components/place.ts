import { useEffect, useSyncExternalStore } from "react";

export interface Crumb {
  label: string;
  href: string;
}

export interface PageCommand {
  label: string;
  run: () => void;
}

interface Place {
  crumbs: readonly Crumb[];
  commands: readonly PageCommand[];
}

let place: Place = { crumbs: [], commands: [] };
const listeners = new Set<() => void>();

function change(next: Partial<Place>): void {
  place = { ...place, ...next };
  listeners.forEach((listener) => listener());
}

export function usePlace(): Place {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => place,
  );
}

/** Where this page is: tab title and top bar. */
export function useTitle(title: string, crumbs: readonly Crumb[]): void {
  const path = JSON.stringify(crumbs);
  useEffect(() => {
    document.title = title ? `${title} · Stipend` : "Stipend";
    change({ crumbs: JSON.parse(path) as Crumb[] });
  }, [title, path]);
}

/** What can be done with what is in view, offered by Ctrl K. */
export function usePageCommands(commands: readonly PageCommand[]): void {
  const labels = commands.map((command) => command.label).join("\n");
  useEffect(() => {
    change({ commands });
    return () => change({ commands: [] });
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the labels say what the commands do
  }, [labels]);
}
