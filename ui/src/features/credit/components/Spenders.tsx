import type { ReactNode } from "react";
import type { CreditView } from "@/api/types";
import { Amount } from "@/components/Amount";
import { DataTable } from "@/components/DataTable";
import { WorkspaceLink } from "@/components/WorkspaceLink";
import { useNow } from "@/lib/clock";
import { addUp, type Nanos, nanos, sum } from "@/lib/money";
import { atSecond } from "@/lib/time";
import { spentAt } from "@/model/credit";
import { refName } from "@/model/workspace";

interface Props {
  credit: CreditView;
  /** Whether the workspaces are open to who is looking. */
  mayOpen: boolean;
}

interface Row {
  key: string;
  person: string;
  workspace: ReactNode;
  amount: Nanos;
}

/** The pool pays for everybody in its workspaces, so each one's share is listed; what runs goes on top. */
export function Spenders({ credit, mayOpen }: Props) {
  const total = spentAt(credit, useNow());
  const rows: Row[] = credit.spenders.map(({ person, workspace, amount }) => ({
    key: `${workspace.id}/${person.id}`,
    person: person.name,
    workspace: mayOpen ? <WorkspaceLink workspace={workspace} /> : refName(workspace),
    amount: nanos(amount),
  }));
  const running = total - sum(rows.map(({ amount }) => amount));
  if (running > 0n) {
    const person = `What runs now, since ${atSecond(credit.asOf)}`;
    rows.push({ key: "running", person, workspace: "–", amount: running });
  }
  const shown = addUp(rows.map(({ amount }) => amount));
  return (
    <DataTable
      caption="Who spent it"
      rows={rows.map((row, index) => ({ ...row, amount: shown[index]! }))}
      rowKey={({ key }) => key}
      columns={[
        { head: "Person", wrap: true, cell: ({ person }) => person },
        { head: "Workspace", wrap: true, cell: ({ workspace }) => workspace },
        { head: "Spent", numeric: true, cell: ({ amount }) => <Amount value={amount} /> },
      ]}
      total={{ Person: "Everybody", Spent: <Amount value={addUp([total])[0]!} /> }}
    />
  );
}
