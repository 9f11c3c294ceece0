import { Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { CreditView } from "@/api/types";
import { Loaded } from "@/components/Loaded";
import { PageHead } from "@/components/PageHead";
import { creditQuery } from "@/features/credit/api/get-credit";
import { CreditPanels } from "@/features/credit/components/CreditPanels";
import { CreditRules } from "@/features/credit/components/CreditRules";
import { Statement } from "@/features/ledger/components/Statement";
import { hasRole, useMe } from "../me";
import { NotFound } from "@/components/NotFound";
import { useFirstEnd } from "../pool";

const crumbs = [{ label: "Credit", href: "/credit" }];

export function CreditPage() {
  const me = useMe();
  return hasRole(me, "RESEARCHER") ? <OwnCredit /> : <NotFound />;
}

function OwnCredit() {
  const credit = useQuery(creditQuery);
  return (
    <>
      <PageHead title="Credit" crumbs={crumbs} state="Pays for everything in the workspaces you created" />
      <Loaded query={credit} what="The credit">
        {(data) => (
          <Stack gap={32}>
            <Panels credit={data} />
            <Statement credit={data} />
            <CreditRules />
          </Stack>
        )}
      </Loaded>
    </>
  );
}

function Panels({ credit }: { credit: CreditView }) {
  return <CreditPanels credit={credit} end={useFirstEnd(credit)} mayRevoke={false} mayOpen />;
}
