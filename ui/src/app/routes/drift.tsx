import { Stack } from "@mantine/core";
import { NotFound } from "@/components/NotFound";
import { PageHead } from "@/components/PageHead";
import { DriftTable } from "@/features/reconcile/components/DriftTable";
import { LastPass, PassNote } from "@/features/reconcile/components/LastPass";
import { hasRole, useMe } from "../me";

const crumbs = [{ label: "Drift", href: "/admin/drift" }];

export function DriftPage() {
  if (!hasRole(useMe(), "ADMIN", "OPERATOR")) return <NotFound />;
  return (
    <>
      <PageHead title="Drift" crumbs={crumbs} state={<LastPass />} />
      <Stack gap="md">
        <PassNote />
        <DriftTable />
      </Stack>
    </>
  );
}
