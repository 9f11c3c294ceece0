import { IconAlertTriangleFilled } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { WorkspacePayerView, WorkspaceView } from "@/api/types";
import { Payer, WhoPays } from "@/components/Payer";
import { payerQuery } from "../api/get-payer";

/** Who pays for a workspace, and who would next, as a sentence. */
export function PayerLine({ workspace }: { workspace: Pick<WorkspaceView, "id" | "payer"> }) {
  const { data } = useQuery(payerQuery(workspace.id));
  if (data?.inactive) return <Inactive view={data} />;
  const payer = data?.payer ?? workspace.payer;
  // why the platform pays is not known yet
  if (!data && payer.kind === "PLATFORM") return <Payer payer={payer} />;
  return (
    <span>
      <WhoPays payer={payer} />
      {data?.next && <span>, then account {data.next.account} when the credit ends</span>}
    </span>
  );
}

function Inactive({ view: { bound } }: { view: WorkspacePayerView }) {
  return (
    <>
      <IconAlertTriangleFilled size={14} color="var(--failed)" aria-hidden />
      <span>{bound.payer.name} is inactive; the platform pays for disks only</span>
    </>
  );
}
