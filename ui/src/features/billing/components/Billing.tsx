import { Button, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { WorkspacePayerView, WorkspaceView } from "@/api/types";
import { Loaded } from "@/components/Loaded";
import { payerQuery } from "../api/get-payer";
import { Earlier } from "./Earlier";
import { InactiveNote } from "./InactiveNote";
import { LinkProgress } from "./LinkProgress";
import { PaysNow } from "./PaysNow";
import { Receipt } from "./Receipt";
import { Wizard } from "./wizard/Wizard";

interface Props {
  workspace: WorkspaceView;
  /** The id of who is looking. */
  me: string;
  /** What was stopped for want of a payer. */
  stopped: ReactNode;
  /** What it cost before and after. */
  costs: ReactNode;
}

/** Who pays for a workspace; owners let somebody else pay. */
export function Billing(props: Props) {
  const payer = useQuery(payerQuery(props.workspace.id));
  return (
    <Loaded query={payer} what="Who pays">
      {(view) => <Shown {...props} view={view} />}
    </Loaded>
  );
}

/** What is in front of the person; the flow itself is the server's. */
type Doing = "LOOKING" | "CHANGING" | "CHANGED";

function Shown({ workspace, me, view, stopped, costs }: Props & { view: WorkspacePayerView }) {
  const [doing, setDoing] = useState<Doing>("LOOKING");
  const mayChange = view.allowed.account || view.allowed.credit;
  if (doing === "CHANGING" && mayChange) {
    return (
      <Wizard
        workspace={workspace}
        view={view}
        onClose={() => setDoing("LOOKING")}
        onDone={() => setDoing("CHANGED")}
      />
    );
  }
  const change = mayChange && (
    <Button onClick={() => setDoing("CHANGING")}>
      {view.inactive ? "Choose another payer" : "Change who pays"}
    </Button>
  );
  return (
    <Stack gap={32}>
      {view.inactive && <InactiveNote inactive={view.inactive} bound={view.bound} me={me} />}
      <PaysNow workspace={workspace} view={view} isChanged={doing === "CHANGED"} change={change} />
      {view.link && <LinkProgress workspace={workspace.id} link={view.link} view={view} />}
      {view.payer.kind !== "PLATFORM" && stopped}
      {view.earlier.length > 0 && <Receipt view={view} costs={costs} />}
      {view.earlier.length > 0 && <Earlier earlier={view.earlier} />}
      {!mayChange && <Text c="dimmed">Owners of the workspace may let another payer pay.</Text>}
    </Stack>
  );
}
