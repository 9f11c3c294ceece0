import { useEffect, useSyncExternalStore } from "react";

export interface Crumb {
  label: string;
  href: string;
}

interface Place {
  crumbs: readonly Crumb[];
}

let place: Place = { crumbs: [] };
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
