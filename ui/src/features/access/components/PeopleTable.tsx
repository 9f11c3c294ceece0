import { Button, Group, Stack } from "@mantine/core";
import { IconUserSearch } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { PersonView } from "@/api/types";
import { Amount } from "@/components/Amount";
import { CreditLeft } from "@/components/CreditLeft";
import { type Column, DataTable } from "@/components/DataTable";
import { Empty } from "@/components/Empty";
import { LinkText } from "@/components/LinkButton";
import { Lines } from "@/components/Loaded";
import { LoadFailed } from "@/components/Problem";
import { When } from "@/components/When";
import { nanos } from "@/lib/money";
import { list } from "@/lib/words";
import { roleName } from "@/model/person";
import { type PeopleAsked, peopleQuery } from "../api/get-people";

const COLUMNS: Column<PersonView>[] = [
  {
    head: "Person",
    wrap: true,
    cell: (person) => (
      <LinkText to="/admin/people/$id" params={{ id: person.id }}>
        {person.name}
      </LinkText>
    ),
  },
  { head: "Mail", wrap: true, cell: (person) => person.email },
  { head: "Roles", cell: (person) => list(person.roles.map(roleName)) || "None" },
  { head: "Since", cell: (person) => <When at={person.firstSeenAt} as="date" />, wideOnly: true },
  {
    head: "Credit left",
    numeric: true,
    cell: ({ credit }) => (credit ? <CreditLeft credit={credit} /> : "–"),
  },
  {
    head: "Per hour",
    numeric: true,
    cell: ({ credit }) => (credit ? <Amount value={nanos(credit.burnPerHour)} precision="rate" /> : "–"),
  },
  { head: "Ends", cell: ({ credit }) => (credit?.endsAt ? <When at={credit.endsAt} as="short" /> : "–") },
];

export function PeopleTable({ q, spending }: PeopleAsked) {
  const query = useInfiniteQuery(peopleQuery({ q, spending }));
  const people = query.data?.pages.flatMap((page) => page.items) ?? [];
  if (query.isPending) return <Lines />;
  if (query.isError && people.length === 0) {
    return <LoadFailed error={query.error} retry={() => void query.refetch()} what="The people" />;
  }
  if (people.length === 0) return <Nobody q={q} spending={spending} />;
  return (
    <Stack gap="md">
      <DataTable caption="People" columns={COLUMNS} rows={people} rowKey={(person) => person.id} />
      {query.hasNextPage && (
        <Group justify="center">
          <Button
            variant="default"
            loading={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            Show more
          </Button>
        </Group>
      )}
    </Stack>
  );
}

function Nobody({ q, spending }: PeopleAsked) {
  const whose = spending ? " of who spends credit" : "";
  if (spending && !q) {
    return (
      <Empty icon={IconUserSearch} title="Nobody spends credit">
        No workspace lives on credit that lasts.
      </Empty>
    );
  }
  return (
    <Empty icon={IconUserSearch} title={q ? "Nobody found" : "Nobody has signed in yet"}>
      {q
        ? `No name or mail address${whose} contains "${q}".`
        : "People appear here when they sign in for the first time."}
    </Empty>
  );
}
