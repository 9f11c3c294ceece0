import { Button, Group, Stack, Title } from "@mantine/core";
import { IconDownload, IconReceipt } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { PostingView } from "@/api/types";
import { Amount } from "@/components/Amount";
import { type Column, DataTable } from "@/components/DataTable";
import { Empty } from "@/components/Empty";
import { Lines } from "@/components/Loaded";
import { LoadFailed, ProblemNote } from "@/components/Problem";
import { When } from "@/components/When";
import { csv, download } from "@/lib/csv";
import { nanos } from "@/lib/money";
import { kindName } from "@/model/posting";
import { postingsQuery } from "../api/get-postings";
import classes from "./ledger.module.css";

const COLUMNS: Column<PostingView>[] = [
  {
    head: "What",
    wrap: true,
    cell: (posting) => <span className={classes.wrap}>{posting.description || kindName(posting.kind)}</span>,
  },
  { head: "Kind", cell: (posting) => kindName(posting.kind), wideOnly: true },
  { head: "Workspace", wrap: true, cell: (posting) => posting.workspace?.name ?? "–" },
  { head: "Account", cell: (posting) => posting.accountName, wideOnly: true },
  { head: "Used", cell: (posting) => <Used posting={posting} /> },
  { head: "Booked", cell: (posting) => <When at={posting.bookedAt} as="short" />, wideOnly: true },
  {
    head: "Amount",
    numeric: true,
    cell: (posting) => <Amount value={nanos(posting.amount)} precision="exact" />,
  },
];

function Used({ posting: { usageFrom, usageTo } }: { posting: PostingView }) {
  if (usageFrom === null || usageTo === null || usageFrom === usageTo) return "–";
  return (
    <>
      <When at={usageFrom} as="short" /> – <When at={usageTo} as="short" />
    </>
  );
}

/** Every posting, newest first; the file holds what is on screen, to the nano. */
export function Statement({ person }: { person?: string }) {
  const query = useInfiniteQuery(postingsQuery(person));
  const postings = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Title order={2}>Statement</Title>
        {postings.length > 0 && <CsvButton postings={postings} />}
      </Group>
      {query.isPending && <Lines />}
      {query.isError && postings.length === 0 && (
        <LoadFailed error={query.error} retry={() => void query.refetch()} what="The statement" />
      )}
      {query.isSuccess && postings.length === 0 && (
        <Empty icon={IconReceipt} title="No postings yet">
          Each grant and each stretch of use is written down here, to the billionth of a dollar.
        </Empty>
      )}
      {postings.length > 0 && (
        <DataTable caption="Statement" columns={COLUMNS} rows={postings} rowKey={(posting) => posting.id} />
      )}
      {query.isFetchNextPageError && <ProblemNote error={query.error} />}
      {query.hasNextPage && (
        <Group justify="center">
          <Button
            variant="default"
            loading={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            Show older
          </Button>
        </Group>
      )}
    </Stack>
  );
}

function CsvButton({ postings }: { postings: readonly PostingView[] }) {
  return (
    <Button
      variant="default"
      size="xs"
      leftSection={<IconDownload size={14} aria-hidden />}
      onClick={() => download("statement.csv", asCsv(postings))}
    >
      CSV of these {postings.length}
    </Button>
  );
}

function asCsv(postings: readonly PostingView[]): string {
  const head =
    "id,journal,kind,account,amount_usd,booked_at,usage_from,usage_to,resource,sku,description,workspace";
  return csv(
    head.split(","),
    postings.map((posting) => [
      posting.id,
      posting.journal,
      posting.kind,
      posting.account,
      posting.amount,
      posting.bookedAt,
      posting.usageFrom ?? "",
      posting.usageTo ?? "",
      posting.resource ? `${posting.resource.kind}/${posting.resource.id}` : "",
      posting.sku ?? "",
      posting.description,
      posting.workspace?.name ?? "",
    ]),
  );
}
