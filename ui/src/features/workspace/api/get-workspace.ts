import { queryOptions } from "@tanstack/react-query";
import { read } from "@/api/client";
import { keys } from "@/api/keys";
import type { WorkspaceView } from "@/api/types";

export const workspaceQuery = (id: string) =>
  queryOptions({
    queryKey: keys.workspace(id),
    queryFn: ({ signal }) => read<WorkspaceView>(`/api/workspaces/${id}`, {}, signal),
  });
