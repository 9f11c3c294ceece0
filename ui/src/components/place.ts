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
    entitle({ page: title });
    change({ crumbs: JSON.parse(path) as Crumb[] });
  }, [title, path]);
}

/** In front of the title of whatever page is open; null: nothing. */
export function useTitleNotice(notice: string | null): void {
  useEffect(() => {
    entitle({ notice });
    return () => entitle({ notice: null });
  }, [notice]);
}

let tab: { notice: string | null; page: string } = { notice: null, page: "" };

function entitle(part: Partial<typeof tab>): void {
  tab = { ...tab, ...part };
  document.title = [tab.notice, tab.page, "Stipend"].filter(Boolean).join(" · ");
}
