import { Button, Modal } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useState } from "react";
import type { CreditView, GrantView } from "@/api/types";
import { Amount } from "@/components/Amount";
import { type Column, DataTable } from "@/components/DataTable";
import { nanos } from "@/lib/money";
import { utcAndOwn } from "@/lib/time";
import { grantWords } from "@/model/grant";
import { RevokeForm } from "./RevokeForm";

/** In the order they burn. Admins may take back what is left of one. */
export function Grants({ credit, mayRevoke }: { credit: CreditView; mayRevoke: boolean }) {
  const [chosen, setChosen] = useState<GrantView | null>(null);
  const [revoking, { open, close }] = useDisclosure(false);
  const ask = (grant: GrantView) => {
    setChosen(grant);
    open();
  };
  const columns: Column<GrantView>[] = [
    { head: "Grant", wrap: true, cell: (grant) => grant.reason || grant.programme },
    { head: "State", cell: grantWords },
    {
      head: "Ends",
      wrap: true,
      cell: (grant) => (grant.expiresAt ? utcAndOwn(grant.expiresAt) : "Never"),
    },
    { head: "Granted by", cell: (grant) => grant.grantedBy, wideOnly: true },
    { head: "Amount", numeric: true, cell: (grant) => <Amount value={nanos(grant.amount)} /> },
    { head: "Left", numeric: true, cell: (grant) => <Amount value={nanos(grant.left)} /> },
    ...(mayRevoke ? [revokeColumn(ask)] : []),
  ];
  return (
    <>
      <DataTable
        caption="Grants in burn order"
        columns={columns}
        rows={credit.grants}
        rowKey={(grant) => grant.id}
      />
      <Modal opened={revoking} onClose={close} title="Revoke credit">
        {chosen && <RevokeForm grant={chosen} onClose={close} />}
      </Modal>
    </>
  );
}

function revokeColumn(onRevoke: (grant: GrantView) => void): Column<GrantView> {
  return {
    head: "Action",
    numeric: true,
    cell: (grant) =>
      (grant.state === "ACTIVE" || grant.state === "FUTURE") && (
        <Button variant="subtle" color="red" size="compact-sm" onClick={() => onRevoke(grant)}>
          Revoke…
        </Button>
      ),
  };
}
