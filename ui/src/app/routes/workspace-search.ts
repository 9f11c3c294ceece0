/** Beside the runtimes. */
export const TABS = ["disks", "members", "spend", "settings"] as const;

const GROUPS = ["PERSON", "TOOL", "RUN", "DAY"] as const;

interface WorkspaceSearch {
  tab?: (typeof TABS)[number];
  by?: (typeof GROUPS)[number];
  from?: string;
  to?: string;
  person?: string;
  tool?: string;
}

/** What an address of a workspace says: the tab, and what of the spend is asked for. */
export function workspaceSearch(search: Record<string, unknown>): WorkspaceSearch {
  const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);
  return {
    tab: TABS.find((each) => each === search.tab),
    by: GROUPS.find((each) => each === search.by),
    from: text(search.from),
    to: text(search.to),
    person: text(search.person),
    tool: text(search.tool),
  };
}
