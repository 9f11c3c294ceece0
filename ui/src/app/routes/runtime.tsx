import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import type { RuntimeView } from "@/api/types";
import { useLive } from "@/api/events";
import { Loaded } from "@/components/Loaded";
import { PageHead } from "@/components/PageHead";
import { type PageCommand, usePageCommands } from "@/components/place";
import { toastProblem } from "@/components/toasts";
import { catalogQuery } from "@/features/catalog/api/get-catalog";
import { creditQuery } from "@/features/credit/api/get-credit";
import { useChangeRuntime } from "@/features/runtime/api/change-runtime";
import { runtimeQuery } from "@/features/runtime/api/get-runtime";
import { RuntimePage } from "@/features/runtime/components/RuntimePage";
import { workspaceQuery } from "@/features/workspace/api/get-workspace";
import { stateName } from "@/model/runtime";
import { toolName } from "@/model/tool";
import { hasRole, useMe } from "../me";
import { NotFound } from "@/components/NotFound";
import { workspaceCrumbs } from "./workspace";

export function RuntimeRoute() {
  const { w, id } = useParams({ from: "/signed-in/workspaces/$w/runtimes/$id" });
  const runtime = useQuery(runtimeQuery(id));
  return (
    <Loaded query={runtime} what="The runtime">
      {(data) => (data.workspace.id === w ? <Shown key={data.id} runtime={data} /> : <NotFound />)}
    </Loaded>
  );
}

function Shown({ runtime }: { runtime: RuntimeView }) {
  const me = useMe();
  const live = useLive();
  const catalog = useQuery(catalogQuery);
  const credit = usePool(runtime);
  useRuntimeCommands(runtime);
  const name = toolName(runtime.tool);
  return (
    <>
      <PageHead
        title={name}
        tab={stateName(runtime.state)}
        crumbs={[
          ...workspaceCrumbs(runtime.workspace),
          { label: name, href: `/workspaces/${runtime.workspace.id}/runtimes/${runtime.id}` },
        ]}
        state={`${stateName(runtime.state)} in ${runtime.workspace.name}`}
      />
      <RuntimePage
        runtime={runtime}
        computer={me.computer}
        credit={credit}
        delayed={live.delayed}
        usualSeconds={catalog.data?.tools.find(({ id }) => id === runtime.tool)?.usualSeconds ?? null}
      />
    </>
  );
}

/** The workspace's creator pays; only one's own pool may be read. */
function usePool(runtime: RuntimeView) {
  const me = useMe();
  const workspace = useQuery(workspaceQuery(runtime.workspace.id));
  const isOwn = workspace.data?.creator.id === me.person.id && runtime.payer.kind === "CREDIT";
  const credit = useQuery({ ...creditQuery, enabled: isOwn && hasRole(me, "RESEARCHER") });
  return isOwn ? credit.data : undefined;
}

function useRuntimeCommands(runtime: RuntimeView): void {
  const { run } = useChangeRuntime(runtime.id, { onRefused: toastProblem });
  const name = toolName(runtime.tool);
  const commands: PageCommand[] = [];
  if (runtime.allowed.includes("OPEN")) {
    commands.push({ label: `Open ${name}`, run: () => void window.open(runtime.url, "_blank", "noopener") });
  }
  if (runtime.allowed.includes("STOP"))
    commands.push({ label: `Stop ${name}, keep disk`, run: () => run("stop") });
  if (runtime.allowed.includes("START")) commands.push({ label: `Start ${name}`, run: () => run("start") });
  if (runtime.allowed.includes("CANCEL")) {
    commands.push({
      label: runtime.state === "DELETING" ? `Keep ${name} after all` : "Cancel launch",
      run: () => run("cancel"),
    });
  }
  usePageCommands(commands);
}
