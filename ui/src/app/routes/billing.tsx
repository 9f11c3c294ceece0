import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import type { WorkspaceView } from "@/api/types";
import { Lines, Loaded } from "@/components/Loaded";
import { PageHead } from "@/components/PageHead";
import { Billing } from "@/features/billing/components/Billing";
import { PayerLine } from "@/features/billing/components/PayerLine";
import { paidQuery } from "@/features/report/api/get-spend";
import { PaidSoFar } from "@/features/report/components/PaidSoFar";
import { runtimesQuery } from "@/features/runtime/api/get-runtimes";
import { StoppedForMoney } from "@/features/runtime/components/StoppedForMoney";
import { workspaceQuery } from "@/features/workspace/api/get-workspace";
import { useMe } from "../me";
import { workspaceCrumbs } from "./crumbs";

export function BillingPage() {
  const { w } = useParams({ from: "/signed-in/workspaces/$w/billing" });
  const workspace = useQuery(workspaceQuery(w));
  return (
    <Loaded query={workspace} what="The workspace">
      {(data) => <Shown workspace={data} />}
    </Loaded>
  );
}

function Shown({ workspace }: { workspace: WorkspaceView }) {
  const me = useMe();
  const runtimes = useQuery(runtimesQuery({ workspace: workspace.id }));
  const spend = useInfiniteQuery(paidQuery(workspace));
  return (
    <>
      <PageHead
        title="Billing"
        crumbs={[
          ...workspaceCrumbs(workspace),
          { label: "Billing", href: `/workspaces/${workspace.id}/billing` },
        ]}
        state={
          <>
            {workspace.name} · <PayerLine workspace={workspace} />
          </>
        }
      />
      {/* Nothing jumps: what may be empty is known before anything is shown. */}
      {runtimes.isPending || spend.isPending ? (
        <Lines />
      ) : (
        <Billing
          workspace={workspace}
          me={me.person.id}
          stopped={<StoppedForMoney workspace={workspace.id} />}
          costs={<PaidSoFar workspace={workspace} />}
        />
      )}
    </>
  );
}
