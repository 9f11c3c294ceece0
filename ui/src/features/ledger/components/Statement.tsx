import { Button, Group, Stack, Title } from "@mantine/core";
import { IconDownload, IconReceipt } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { CreditView, PostingView } from "@/api/types";
import { Empty } from "@/components/Empty";
import { Lines } from "@/components/Loaded";
import { LoadFailed, ProblemNote } from "@/components/Problem";
import { csv, download } from "@/lib/csv";
import { postingsQuery } from "../api/get-postings";
import { StatementTable } from "./StatementTable";

interface Props {
  /** Whose statement it is. */
  credit: CreditView;
  person?: string;
}

/** Every posting, newest first; the file holds those on screen, to the nano. */
export function Statement({ credit, person }: Props) {
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
        <StatementTable credit={credit} postings={postings} isCut={query.hasNextPage} />
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
