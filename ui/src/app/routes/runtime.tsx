import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import type { RuntimeView } from "@/api/types";
import { useLive } from "@/api/events";
import { Early } from "@/components/Early";
import { Loaded } from "@/components/Loaded";
import { PageHead } from "@/components/PageHead";
import { catalogQuery } from "@/features/catalog/api/get-catalog";
import { runtimeQuery } from "@/features/runtime/api/get-runtime";
import { RuntimePage } from "@/features/runtime/components/RuntimePage";
import { stateName } from "@/model/runtime";
import { toolName } from "@/model/tool";
import { useMe } from "../me";
import { useStarts } from "../pool";
import { NotFound } from "@/components/NotFound";
import { workspaceCrumbs } from "./crumbs";

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
  const start = useStarts([runtime])(runtime);
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
      <Early isKnown={start.isKnown || !runtime.allowed.includes("START")}>
        <RuntimePage
          runtime={runtime}
          computer={me.computer}
          start={start}
          delayed={live.delayed}
          usualSeconds={catalog.data?.tools.find(({ id }) => id === runtime.tool)?.usualSeconds ?? null}
        />
      </Early>
    </>
  );
}
