import { Stack, TextInput } from "@mantine/core";
import { IconFolderPlus, IconFolderSearch, IconSearch } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { WorkspaceView } from "@/api/types";
import { Empty } from "@/components/Empty";
import { LinkButton } from "@/components/LinkButton";
import { Loaded } from "@/components/Loaded";
import { PageHead } from "@/components/PageHead";
import { workspacesQuery } from "@/features/workspace/api/get-workspaces";
import { WorkspaceCards } from "@/features/workspace/components/WorkspaceCards";
import { plural } from "@/lib/words";
import { hasRole, useMe } from "../me";

const crumbs = [{ label: "Workspaces", href: "/workspaces" }];

export function WorkspacesPage() {
  const me = useMe();
  const query = useQuery(workspacesQuery);
  const { q = "" } = useSearch({ from: "/signed-in/workspaces" });
  const navigate = useNavigate({ from: "/workspaces" });
  const mayCreate = hasRole(me, "RESEARCHER");
  return (
    <>
      <PageHead
        title="Workspaces"
        crumbs={crumbs}
        state={query.data && plural(query.data.length, "workspace")}
        action={mayCreate && <LinkButton to="/workspaces/new">New workspace</LinkButton>}
      />
      <Loaded query={query} what="The workspaces">
        {(workspaces) => (
          <Stack gap="lg">
            {workspaces.length > 0 && (
              <TextInput
                maw="var(--aside-width)"
                aria-label="Filter by name or creator"
                placeholder="Filter by name or creator"
                leftSection={<IconSearch size={16} aria-hidden />}
                value={q}
                onChange={(event) =>
                  void navigate({ search: { q: event.currentTarget.value || undefined }, replace: true })
                }
              />
            )}
            <Found workspaces={workspaces.filter((each) => matches(each, q))} q={q} mayCreate={mayCreate} />
          </Stack>
        )}
      </Loaded>
    </>
  );
}

function matches({ name, creator }: WorkspaceView, q: string): boolean {
  return `${name} ${creator.name}`.toLowerCase().includes(q.trim().toLowerCase());
}

function Found({ workspaces, q, mayCreate }: { workspaces: WorkspaceView[]; q: string; mayCreate: boolean }) {
  const { roles } = useMe();
  if (workspaces.length > 0) return <WorkspaceCards workspaces={workspaces} roles={roles} />;
  if (q) {
    return (
      <Empty icon={IconFolderSearch} title="No workspace found">
        No name or creator contains "{q}".
      </Empty>
    );
  }
  return (
    <Empty
      icon={IconFolderPlus}
      title="No workspaces yet"
      action={mayCreate && <LinkButton to="/workspaces/new">New workspace</LinkButton>}
    >
      A workspace holds the machines and disks of one piece of research, and says who pays for them.
    </Empty>
  );
}
