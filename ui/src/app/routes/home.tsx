import { Stack, Title } from "@mantine/core";
import { IconFolderPlus, IconPlayerPlay } from "@tabler/icons-react";
import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import type { RuntimeView, WorkspaceView } from "@/api/types";
import { Empty } from "@/components/Empty";
import { LinkButton, LinkText } from "@/components/LinkButton";
import { Loaded } from "@/components/Loaded";
import { PageHead } from "@/components/PageHead";
import { creditQuery } from "@/features/credit/api/get-credit";
import { CreditSummary } from "@/features/credit/components/CreditSummary";
import { runtimesQuery } from "@/features/runtime/api/get-runtimes";
import { RuntimeCards } from "@/features/runtime/components/RuntimeCards";
import { RuntimeTable } from "@/features/runtime/components/RuntimeTable";
import { workspacesQuery } from "@/features/workspace/api/get-workspaces";
import { WorkspaceCards } from "@/features/workspace/components/WorkspaceCards";
import { plural } from "@/lib/words";
import { hasRole, useMe } from "../me";

export function HomePage() {
  const me = useMe();
  return hasRole(me, "RESEARCHER") ? <ResearcherHome /> : <WatcherHome />;
}

const RECENT = 6;

function ResearcherHome() {
  const me = useMe();
  const credit = useQuery(creditQuery);
  const workspaces = useQuery(workspacesQuery);
  const any = (workspaces.data?.length ?? 0) > 0;
  return (
    <>
      <PageHead
        title="Home"
        state={`Signed in as ${me.person.name}`}
        menu={
          any && (
            <LinkButton to="/workspaces/new" variant="default">
              New workspace
            </LinkButton>
          )
        }
      />
      <Stack gap={32}>
        <Loaded query={credit} what="The credit">
          {(data) => <CreditSummary credit={data} />}
        </Loaded>
        <RunningNow any={any} />
        <RecentWorkspaces workspaces={workspaces} any={any} />
      </Stack>
    </>
  );
}

function RunningNow({ any }: { any: boolean }) {
  const me = useMe();
  const runtimes = useQuery(runtimesQuery());
  if (!any && runtimes.data?.length === 0) return null;
  return (
    <Stack gap="md">
      <Title order={2}>Running now</Title>
      <Loaded query={runtimes} what="The runtimes">
        {(data) => {
          const active = data.filter(isActive);
          return active.length === 0 ? (
            <Empty icon={IconPlayerPlay} title="Nothing is running">
              Open a workspace to launch or start a tool.
            </Empty>
          ) : (
            <RuntimeCards runtimes={active} computer={me.computer} />
          );
        }}
      </Loaded>
    </Stack>
  );
}

/** What costs or moves now, or needs a look. */
function isActive({ state }: RuntimeView): boolean {
  return state !== "STOPPED" && state !== "DELETED";
}

interface RecentProps {
  workspaces: UseQueryResult<WorkspaceView[]>;
  any: boolean;
}

function RecentWorkspaces({ workspaces, any }: RecentProps) {
  return (
    <Stack gap="md">
      <Title order={2}>
        {any ? (
          <LinkText to="/workspaces" c="inherit">
            Workspaces
          </LinkText>
        ) : (
          "Workspaces"
        )}
      </Title>
      <Loaded query={workspaces} what="The workspaces">
        {(data) =>
          data.length === 0 ? <FirstWorkspace /> : <WorkspaceCards workspaces={data.slice(0, RECENT)} />
        }
      </Loaded>
    </Stack>
  );
}

function FirstWorkspace() {
  return (
    <Empty
      icon={IconFolderPlus}
      title="Start with a workspace"
      action={<LinkButton to="/workspaces/new">New workspace</LinkButton>}
    >
      A workspace holds the machines and disks of one piece of research, and says who pays for them. It costs
      nothing by itself.
    </Empty>
  );
}

/** Admins and operators see everything that runs, over all people. */
function WatcherHome() {
  const me = useMe();
  const mayWatch = hasRole(me, "ADMIN", "OPERATOR");
  const runtimes = useQuery({ ...runtimesQuery({ all: true }), enabled: mayWatch });
  const running = runtimes.data?.filter(({ state }) => state === "RUNNING").length;
  return (
    <>
      <PageHead
        title={mayWatch ? "Everything that runs" : "Home"}
        state={running === undefined ? undefined : `${plural(running, "runtime")} running`}
      />
      {mayWatch ? (
        <Loaded query={runtimes} what="The runtimes">
          {(data) =>
            data.length === 0 ? (
              <Empty icon={IconPlayerPlay} title="Nothing exists yet">
                Runtimes of all researchers will be listed here, with what each costs.
              </Empty>
            ) : (
              <RuntimeTable runtimes={data} computer={me.computer} />
            )
          }
        </Loaded>
      ) : (
        <LinkText to="/admin/people">People and their credit</LinkText>
      )}
    </>
  );
}
