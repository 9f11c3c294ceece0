import { useQuery } from "@tanstack/react-query";
import { useRouterState } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import type { RuntimeState, RuntimeView } from "@/api/types";
import { toast } from "@/components/toasts";
import { runtimesQuery } from "@/features/runtime/api/get-runtimes";
import { toolName } from "@/model/tool";
import { hasRole, useMe } from "../me";

/** Tells what finished while the person was on another page. */
export function useNews(): void {
  const me = useMe();
  const { data } = useQuery({ ...runtimesQuery(), enabled: hasRole(me, "RESEARCHER") });
  const here = useRouterState({ select: (state) => state.location.pathname });
  const seen = useRef<Map<string, RuntimeState> | null>(null);
  const page = useRef(here);
  useEffect(() => {
    page.current = here;
  }, [here]);

  useEffect(() => {
    if (!data) return;
    const before = seen.current;
    seen.current = new Map(data.map(({ id, state }) => [id, state]));
    if (!before) return;
    for (const runtime of data) {
      const changed = before.has(runtime.id) && before.get(runtime.id) !== runtime.state;
      if (changed && !page.current.endsWith(runtime.id)) tell(runtime);
    }
  }, [data]);
}

function tell(runtime: RuntimeView): void {
  const name = `${toolName(runtime.tool)} in ${runtime.workspace.name}`;
  const link = { label: "Show it", href: `/workspaces/${runtime.workspace.id}/runtimes/${runtime.id}` };
  if (runtime.state === "RUNNING") toast({ tone: "done", text: `${name} is ready`, link });
  if (runtime.state === "FAILED") toast({ tone: "attention", text: `${name} failed`, link });
  if (runtime.state === "STOPPED" && runtime.stopReason?.code !== "PERSON") {
    toast({ tone: "attention", text: `${name} was stopped`, link });
  }
}
