import { NotFound } from "@/components/NotFound";
import { PageHead } from "@/components/PageHead";
import { AccountRequests } from "@/features/billing/components/AccountRequests";
import { hasRole, useMe } from "../me";

const crumbs = [{ label: "Account requests", href: "/admin/account-requests" }];

export function AccountRequestsPage() {
  if (!hasRole(useMe(), "ADMIN")) return <NotFound />;
  return (
    <>
      <PageHead
        title="Account requests"
        crumbs={crumbs}
        state="Who asked the programme for a billing account; answer by mail or phone"
      />
      <AccountRequests />
    </>
  );
}
