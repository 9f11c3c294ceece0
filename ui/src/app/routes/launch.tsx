import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import type { WorkspaceView } from "@/api/types";
import { Loaded } from "@/components/Loaded";
import { NotFound } from "@/components/NotFound";
import { PageHead } from "@/components/PageHead";
import { toast } from "@/components/toasts";
import { useEstimate } from "@/features/admission/api/get-estimate";
import { PriceCard } from "@/features/admission/components/PriceCard";
import { PayerLine } from "@/features/billing/components/PayerLine";
import { catalogQuery } from "@/features/catalog/api/get-catalog";
import { disksQuery } from "@/features/disk/api/get-disks";
import { runtimesQuery } from "@/features/runtime/api/get-runtimes";
import { LaunchPanel } from "@/features/runtime/components/launch/LaunchPanel";
import { type Choices, useWish } from "@/features/runtime/components/launch/use-wish";
import { takenTools } from "@/features/runtime/components/launch/wish";
import { workspaceQuery } from "@/features/workspace/api/get-workspace";
import { existsWords } from "@/model/runtime";
import { useMe } from "../me";
import { workspaceCrumbs } from "./crumbs";

export function LaunchPage() {
  const { w } = useParams({ from: "/signed-in/workspaces/$w/launch" });
  const workspace = useQuery(workspaceQuery(w));
  return (
    <Loaded query={workspace} what="The workspace">
      {(place) => (place.role === "READER" ? <NotFound /> : <Shown workspace={place} />)}
    </Loaded>
  );
}

function Shown({ workspace }: { workspace: WorkspaceView }) {
  const me = useMe();
  const catalog = useQuery(catalogQuery);
  const disks = useQuery(disksQuery({ workspace: workspace.id }));
  const runtimes = useQuery(runtimesQuery({ workspace: workspace.id }));
  return (
    <>
      <PageHead
        title="Launch a tool"
        crumbs={[
          ...workspaceCrumbs(workspace),
          { label: "Launch", href: `/workspaces/${workspace.id}/launch` },
        ]}
        state={
          <>
            In {workspace.name} · <PayerLine workspace={workspace} />
          </>
        }
      />
      <Loaded query={catalog} what="The catalog">
        {(prices) => (
          <Loaded query={disks} what="The disks">
            {(kept) => (
              <Loaded query={runtimes} what="The runtimes">
                {(running) => (
                  <Launch
                    key={workspace.id}
                    workspace={workspace}
                    choices={{ catalog: prices, disks: kept, taken: takenTools(running, me.person.id) }}
                  />
                )}
              </Loaded>
            )}
          </Loaded>
        )}
      </Loaded>
    </>
  );
}

function Launch({ workspace, choices }: { workspace: WorkspaceView; choices: Choices }) {
  const { disk } = useSearch({ from: "/signed-in/workspaces/$w/launch" });
  const navigate = useNavigate();
  const chosen = useWish(choices, disk);
  const goTo = (id: string) =>
    void navigate({ to: "/workspaces/$w/runtimes/$id", params: { w: workspace.id, id } });
  const { query, current } = useEstimate(workspace.id, chosen.request);
  return (
    <LaunchPanel
      workspace={workspace}
      choices={choices}
      chosen={chosen}
      estimate={current}
      available={query.data?.credit.available}
      price={
        <PriceCard
          estimate={query}
          catalog={choices.catalog}
          machineType={chosen.wish.machineType}
          complete={chosen.request !== null}
        />
      }
      onLaunched={({ id }) => goTo(id)}
      onExisting={({ id, tool, state }) => {
        toast({ tone: "attention", text: existsWords(tool, state) });
        goTo(id);
      }}
    />
  );
}
