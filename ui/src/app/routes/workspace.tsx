import { Tabs, Title, VisuallyHidden } from "@mantine/core";
import { IconDatabase, IconRocket } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import type { WorkspaceView } from "@/api/types";
import { Amount } from "@/components/Amount";
import { Empty } from "@/components/Empty";
import { LinkButton, LinkText } from "@/components/LinkButton";
import { Lines, Loaded } from "@/components/Loaded";
import { PageHead } from "@/components/PageHead";
import { toast } from "@/components/toasts";
import { PayerLine } from "@/features/billing/components/PayerLine";
import { disksQuery } from "@/features/disk/api/get-disks";
import { DiskTable } from "@/features/disk/components/DiskTable";
import { runtimesQuery } from "@/features/runtime/api/get-runtimes";
import { RuntimeCards } from "@/features/runtime/components/RuntimeCards";
import { workspaceQuery } from "@/features/workspace/api/get-workspace";
import { nanos } from "@/lib/money";
import { standingName } from "@/model/workspace";
import { useMe } from "../me";
import { useStarts } from "../pool";
import { workspaceCrumbs } from "./crumbs";
import { TABS } from "./workspace-search";

const TAB_NAMES = {
  runtimes: "Runtimes",
  disks: "Disks",
  members: "Members",
  spend: "Spend",
  settings: "Settings",
};

// read when they are opened: every page carries what is imported here
const Members = lazy(async () => ({
  default: (await import("@/features/workspace/components/Members")).Members,
}));
const Spend = lazy(async () => ({
  default: (await import("@/features/report/components/Spend")).Spend,
}));
const Settings = lazy(async () => ({
  default: (await import("@/features/workspace/components/Settings")).Settings,
}));

export function WorkspacePage() {
  const { w } = useParams({ from: "/signed-in/workspaces/$w" });
  const workspace = useQuery(workspaceQuery(w));
  return (
    <Loaded query={workspace} what="The workspace">
      {(data) => <Shown workspace={data} />}
    </Loaded>
  );
}

function Shown({ workspace }: { workspace: WorkspaceView }) {
  const { roles } = useMe();
  const mayLaunch = workspace.role !== "READER";
  return (
    <>
      <PageHead
        title={workspace.name}
        crumbs={workspaceCrumbs(workspace)}
        state={
          <>
            <PayerLine workspace={workspace} /> <BillingLink workspace={workspace} /> ·{" "}
            <Amount value={nanos(workspace.burnPerHour)} precision="rate" per="/h" /> now · you are{" "}
            {standingName(workspace, roles).toLowerCase()}
          </>
        }
        action={mayLaunch && <LaunchLink workspace={workspace} />}
      />
      <Contents workspace={workspace} />
    </>
  );
}

function BillingLink({ workspace }: { workspace: WorkspaceView }) {
  return (
    <LinkText to="/workspaces/$w/billing" params={{ w: workspace.id }}>
      Billing
    </LinkText>
  );
}

function LaunchLink({ workspace }: { workspace: WorkspaceView }) {
  return (
    <LinkButton
      to="/workspaces/$w/launch"
      params={{ w: workspace.id }}
      leftSection={<IconRocket size={16} aria-hidden />}
    >
      Launch a tool
    </LinkButton>
  );
}

function Contents({ workspace }: { workspace: WorkspaceView }) {
  const { tab = "runtimes" } = useSearch({ from: "/signed-in/workspaces/$w" });
  const navigate = useNavigate({ from: "/workspaces/$w" });
  return (
    <Tabs
      value={tab}
      onChange={(next) =>
        void navigate({
          to: "/workspaces/$w",
          params: { w: workspace.id },
          search: { tab: TABS.find((each) => each === next) },
        })
      }
    >
      <TabList />
      <Tabs.Panel value="runtimes">
        <VisuallyHidden>
          <Title order={2}>Runtimes</Title>
        </VisuallyHidden>
        {tab === "runtimes" && <Runtimes workspace={workspace} />}
      </Tabs.Panel>
      <Tabs.Panel value="disks">{tab === "disks" && <Disks workspace={workspace} />}</Tabs.Panel>
      <Tabs.Panel value="members">
        <Suspense fallback={<Lines />}>
          {tab === "members" && <WorkspaceMembers workspace={workspace} />}
        </Suspense>
      </Tabs.Panel>
      <Tabs.Panel value="spend">
        <Suspense fallback={<Lines />}>
          {tab === "spend" && <WorkspaceSpend workspace={workspace} />}
        </Suspense>
      </Tabs.Panel>
      <Tabs.Panel value="settings">
        <Suspense fallback={<Lines />}>
          {tab === "settings" && <WorkspaceSettings workspace={workspace} />}
        </Suspense>
      </Tabs.Panel>
    </Tabs>
  );
}

function TabList() {
  return (
    <Tabs.List mb="xl">
      {Object.entries(TAB_NAMES).map(([value, name]) => (
        <Tabs.Tab key={value} value={value}>
          {name}
        </Tabs.Tab>
      ))}
    </Tabs.List>
  );
}

function Runtimes({ workspace }: { workspace: WorkspaceView }) {
  const me = useMe();
  const runtimes = useQuery(runtimesQuery({ workspace: workspace.id }));
  const startOf = useStarts(runtimes.data ?? []);
  return (
    <Loaded query={runtimes} what="The runtimes">
      {(data) =>
        data.length === 0 ? (
          <Empty
            icon={IconRocket}
            title="No runtimes yet"
            action={workspace.role !== "READER" && <LaunchLink workspace={workspace} />}
          >
            A runtime is a tool such as Jupyter on a machine of its own. You see the price before you launch
            it.
          </Empty>
        ) : (
          <RuntimeCards runtimes={data} computer={me.computer} startOf={startOf} />
        )
      }
    </Loaded>
  );
}

function Disks({ workspace }: { workspace: WorkspaceView }) {
  const disks = useQuery(disksQuery({ workspace: workspace.id }));
  return (
    <Loaded query={disks} what="The disks">
      {(data) =>
        data.length === 0 ? (
          <Empty icon={IconDatabase} title="No disks yet">
            Each launch brings its home disk, which stays when the runtime is deleted.
          </Empty>
        ) : (
          <DiskTable disks={data} withWorkspace={false} />
        )
      }
    </Loaded>
  );
}

function WorkspaceSpend({ workspace }: { workspace: WorkspaceView }) {
  const { tab, ...asked } = useSearch({ from: "/signed-in/workspaces/$w" });
  const navigate = useNavigate({ from: "/workspaces/$w" });
  return (
    <Spend
      workspace={workspace}
      asked={asked}
      onAsk={(next) =>
        void navigate({ to: "/workspaces/$w", params: { w: workspace.id }, search: { tab, ...next } })
      }
    />
  );
}

function WorkspaceMembers({ workspace }: { workspace: WorkspaceView }) {
  const me = useMe();
  const navigate = useNavigate();
  const leave = () => {
    toast({ tone: "done", text: `You are no longer a member of ${workspace.name}` });
    void navigate({ to: "/workspaces" });
  };
  return <Members workspace={workspace} me={me.person.id} onLeft={leave} />;
}

function WorkspaceSettings({ workspace }: { workspace: WorkspaceView }) {
  const navigate = useNavigate();
  const close = () => {
    toast({ tone: "done", text: `${workspace.name} is deleted` });
    void navigate({ to: "/workspaces" });
  };
  return <Settings workspace={workspace} onDeleted={close} />;
}
