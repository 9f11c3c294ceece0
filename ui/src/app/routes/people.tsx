import { Checkbox, Group, TextInput, Stack } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { PageHead } from "@/components/PageHead";
import type { PeopleAsked } from "@/features/access/api/get-people";
import { PeopleTable } from "@/features/access/components/PeopleTable";
import { hasRole, useMe } from "../me";
import { NotFound } from "@/components/NotFound";

const crumbs = [{ label: "People", href: "/admin/people" }];
const TYPING_MS = 200;

export function PeoplePage() {
  const me = useMe();
  const { q = "", spending = false } = useSearch({ from: "/signed-in/admin/people" });
  const [settled] = useDebouncedValue(q, TYPING_MS);
  const navigate = useNavigate({ from: "/admin/people" });
  const ask = (part: PeopleAsked) =>
    void navigate({ search: (before) => ({ ...before, ...part }), replace: true });
  if (!hasRole(me, "ADMIN", "FINANCE", "OPERATOR")) return <NotFound />;
  return (
    <>
      <PageHead title="People" crumbs={crumbs} state="Everybody who has signed in" />
      <Stack gap="lg">
        <Group gap="lg">
          <TextInput
            w="100%"
            maw="var(--aside-width)"
            aria-label="Search by name or mail"
            placeholder="Search by name or mail"
            leftSection={<IconSearch size={16} aria-hidden />}
            value={q}
            onChange={(event) => ask({ q: event.currentTarget.value || undefined })}
          />
          <Checkbox
            label="Only who spends credit"
            checked={spending}
            onChange={(event) => ask({ spending: event.currentTarget.checked || undefined })}
          />
        </Group>
        <PeopleTable q={settled} spending={spending} />
      </Stack>
    </>
  );
}
