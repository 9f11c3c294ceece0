import { Anchor, Button, Group, Stack } from "@mantine/core";
import { IconMailQuestion } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { AccountRequestView } from "@/api/types";
import { type Column, DataTable } from "@/components/DataTable";
import { Empty } from "@/components/Empty";
import { LinkText } from "@/components/LinkButton";
import { Lines } from "@/components/Loaded";
import { LoadFailed } from "@/components/Problem";
import { When } from "@/components/When";
import { accountRequestsQuery } from "../api/get-account-requests";

const COLUMNS: Column<AccountRequestView>[] = [
  {
    head: "Name",
    wrap: true,
    cell: ({ name, person }) => (
      <LinkText to="/admin/people/$id" params={{ id: person.id }}>
        {name}
      </LinkText>
    ),
  },
  { head: "Mail", wrap: true, cell: ({ email }) => <Anchor href={`mailto:${email}`}>{email}</Anchor> },
  { head: "Phone", cell: ({ phone }) => <Anchor href={`tel:${phone}`}>{phone}</Anchor> },
  { head: "Institution", wrap: true, cell: ({ institution }) => institution },
  { head: "Funded by the NIH", cell: ({ nihFunded }) => (nihFunded ? "Yes" : "No") },
  { head: "Asked", cell: ({ askedAt }) => <When at={askedAt} as="short" /> },
];

/** For admins: whom the programme answers by mail or phone. */
export function AccountRequests() {
  const query = useInfiniteQuery(accountRequestsQuery);
  const requests = query.data?.pages.flatMap((page) => page.items) ?? [];
  if (query.isPending) return <Lines />;
  if (query.isError && requests.length === 0) {
    return <LoadFailed error={query.error} retry={() => void query.refetch()} what="The requests" />;
  }
  if (requests.length === 0) {
    return (
      <Empty icon={IconMailQuestion} title="Nobody has asked yet">
        Who has no billing account asks for one where they change who pays for a workspace.
      </Empty>
    );
  }
  return (
    <Stack gap="md">
      <DataTable caption="Account requests" columns={COLUMNS} rows={requests} rowKey={({ id }) => id} />
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
