/** Names of what is cached. The first word is what a change event makes stale. */
export const keys = {
  me: ["me"] as const,
  catalog: ["catalog"] as const,
  workspaces: ["workspaces"] as const,
  workspace: (id: string) => ["workspaces", id] as const,
  members: (workspace: string) => ["workspaces", workspace, "members"] as const,
  candidates: (workspace: string, q: string) => ["workspaces", workspace, "candidates", q] as const,
  runtimes: (scope: object = {}) => ["runtimes", scope] as const,
  runtime: (id: string) => ["runtimes", id] as const,
  disks: (scope: object = {}) => ["disks", scope] as const,
  credit: ["credit", "own"] as const,
  creditOf: (person: string) => ["credit", person] as const,
  people: (filter: object = {}) => ["people", filter] as const,
  postings: (filter: object = {}) => ["postings", filter] as const,
  estimate: (workspace: string, request: object | null) => ["estimate", workspace, request] as const,
};
