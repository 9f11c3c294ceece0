import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { PageHead } from "@/components/PageHead";
import { creditQuery } from "@/features/credit/api/get-credit";
import { NewWorkspace } from "@/features/workspace/components/NewWorkspace";
import { hasRole, useMe } from "../me";
import { NotFound } from "@/components/NotFound";

const crumbs = [
  { label: "Workspaces", href: "/workspaces" },
  { label: "New", href: "/workspaces/new" },
];

export function NewWorkspacePage() {
  const me = useMe();
  const isResearcher = hasRole(me, "RESEARCHER");
  const credit = useQuery({ ...creditQuery, enabled: isResearcher });
  const navigate = useNavigate();
  if (!isResearcher) return <NotFound />;
  return (
    <>
      <PageHead title="New workspace" crumbs={crumbs} />
      <NewWorkspace
        credit={credit.data}
        onCreated={({ id }) => void navigate({ to: "/workspaces/$w", params: { w: id } })}
      />
    </>
  );
}
