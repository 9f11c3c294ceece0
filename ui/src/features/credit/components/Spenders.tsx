import type { CreditView } from "@/api/types";
import { Amount } from "@/components/Amount";
import { DataTable } from "@/components/DataTable";
import { LinkText } from "@/components/LinkButton";
import { addUp, nanos, sum } from "@/lib/money";

/** The pool pays for everybody in its workspaces, so each one's share is listed. */
export function Spenders({ spenders }: { spenders: CreditView["spenders"] }) {
  const amounts = spenders.map((spender) => nanos(spender.amount));
  const shown = addUp(amounts);
  const rows = spenders.map((spender, index) => ({ ...spender, shown: shown[index]! }));
  return (
    <DataTable
      caption="Who spent it"
      rows={rows}
      rowKey={({ workspace, person }) => `${workspace.id}/${person.id}`}
      columns={[
        { head: "Person", wrap: true, cell: ({ person }) => person.name },
        {
          head: "Workspace",
          wrap: true,
          cell: ({ workspace }) => (
            <LinkText to="/workspaces/$w" params={{ w: workspace.id }}>
              {workspace.name}
            </LinkText>
          ),
        },
        { head: "Spent", numeric: true, cell: (row) => <Amount value={row.shown} /> },
      ]}
      total={{ Person: "Everybody", Spent: <Amount value={addUp([sum(amounts)])[0]!} /> }}
    />
  );
}
