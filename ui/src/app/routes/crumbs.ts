import type { WorkspaceView } from "@/api/types";

/** Where a workspace stands. */
export function workspaceCrumbs({ id, name }: Pick<WorkspaceView, "id" | "name">) {
  return [
    { label: "Workspaces", href: "/workspaces" },
    { label: name, href: `/workspaces/${id}` },
  ];
}
