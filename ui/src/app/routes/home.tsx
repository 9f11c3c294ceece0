import { Stack, Title } from "@mantine/core";
import { IconFolderPlus, IconPlayerPlay } from "@tabler/icons-react";
import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import type { CreditView, RuntimeView, WorkspaceView } from "@/api/types";
import { Empty } from "@/components/Empty";
import { LinkButton, LinkText } from "@/components/LinkButton";
import { Lines, Loaded } from "@/components/Loaded";
import { PageHead } from "@/components/PageHead";
import { creditQuery } from "@/features/credit/api/get-credit";
import { CreditStrip } from "@/features/credit/components/CreditSummary";
import { runtimesQuery } from "@/features/runtime/api/get-runtimes";
import { RuntimeCards } from "@/features/runtime/components/RuntimeCards";
import { RuntimeTable } from "@/features/runtime/components/RuntimeTable";
import { workspacesQuery } from "@/features/workspace/api/get-workspaces";
import { WorkspaceCards } from "@/features/workspace/components/WorkspaceCards";
import { plural } from "@/lib/words";
import { hasRole, useMe } from "../me";
import { useFirstEnd, useStarts } from "../pool";

export function HomePage() {
  const me = useMe();
  return hasRole(me, "RESEARCHER") ? <ResearcherHome /> : <WatcherHome />;
}

const RECENT = 6;

function ResearcherHome() {
  const me = useMe();
  const credit = useQuery(creditQuery);
  const runtimes = useQuery(runtimesQuery());
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
        <Loaded query={credit} what="The credit" skeleton={<Lines count={1} height={86} />}>
          {(data) => <Strip credit={data} />}
        </Loaded>
        {/* what is read may take any room: the next part begins when what is above it stands */}
        {!credit.isPending && <OwnRuntimes runtimes={runtimes} any={any} />}
        {![credit, runtimes, workspaces].some(({ isPending }) => isPending) && (
          <RecentWorkspaces workspaces={workspaces} any={any} />
        )}
      </Stack>
    </>
  );
}

function Strip({ credit }: { credit: CreditView }) {
  return <CreditStrip credit={credit} end={useFirstEnd(credit)} />;
}

interface OwnProps {
  runtimes: UseQueryResult<RuntimeView[]>;
  any: boolean;
}

function OwnRuntimes({ runtimes, any }: OwnProps) {
  const me = useMe();
  const startOf = useStarts(runtimes.data ?? []);
  if (!any && runtimes.data?.length === 0) return null;
  return (
    <Stack gap="md">
      <Title order={2}>Runtimes</Title>
      <Loaded query={runtimes} what="The runtimes" skeleton={<Lines count={1} height={164} />}>
        {(data) => {
          const shown = data.filter((each) => isOf(each, me.person.id)).sort(byUrgency);
          return shown.length === 0 ? (
            <Empty icon={IconPlayerPlay} title="No runtimes yet">
              Open a workspace to launch a tool.
            </Empty>
          ) : (
            <RuntimeCards runtimes={shown} computer={me.computer} startOf={startOf} />
          );
        }}
      </Loaded>
    </Stack>
  );
}

/** One's own, whatever their state, and those of others that cost or move in one's workspaces now. */
function isOf({ owner, state }: RuntimeView, me: string): boolean {
  return state !== "DELETED" && (owner.id === me || state !== "STOPPED");
}

/** What runs or moves, then what failed, then what waits. */
function byUrgency(a: RuntimeView, b: RuntimeView): number {
  return rank(a) - rank(b);
}

function rank({ state }: RuntimeView): number {
  return state === "STOPPED" ? 2 : state === "FAILED" ? 1 : 0;
}

interface RecentProps {
  workspaces: UseQueryResult<WorkspaceView[]>;
  any: boolean;
}

function RecentWorkspaces({ workspaces, any }: RecentProps) {
  const { roles } = useMe();
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
          data.length === 0 ? (
            <FirstWorkspace />
          ) : (
            <WorkspaceCards workspaces={data.slice(0, RECENT)} roles={roles} />
          )
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
