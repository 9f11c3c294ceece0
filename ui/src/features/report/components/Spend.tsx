import { Button, Group, Stack, Text } from "@mantine/core";
import { IconReceipt } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { SpendItem, SpendView, WorkspaceView } from "@/api/types";
import { Amount } from "@/components/Amount";
import { Empty } from "@/components/Empty";
import { Lines } from "@/components/Loaded";
import { Payer } from "@/components/Payer";
import { LoadFailed, ProblemNote } from "@/components/Problem";
import { When } from "@/components/When";
import { nanos } from "@/lib/money";
import { type SpendQuery, spendQuery } from "../api/get-spend";
import { SpendFilters } from "./SpendFilters";
import { SpendTable } from "./SpendTable";

interface Props {
  workspace: WorkspaceView;
  /** As the address says. */
  asked: SpendQuery;
  onAsk: (asked: SpendQuery) => void;
}

/** What a workspace cost and who paid: to the nano what the books say, and what is not in them yet. */
export function Spend({ workspace, asked, onAsk }: Props) {
  const query = useInfiniteQuery(spendQuery(workspace.id, { by: "PERSON", ...asked }));
  const pages = query.data?.pages;
  const spend = pages?.[0];
  const items = pages?.every((page) => page.items !== null)
    ? pages.flatMap((page) => page.items ?? [])
    : null;
  return (
    <Stack gap="lg">
      <SpendFilters asked={asked} spend={spend} items={items} onAsk={onAsk} />
      {query.isPending && <Lines />}
      {query.isError && !spend && (
        <LoadFailed error={query.error} retry={() => void query.refetch()} what="What was spent" />
      )}
      {spend && <Total spend={spend} />}
      {spend && items && (
        <Rows
          workspace={workspace}
          spend={spend}
          items={items}
          isCut={query.hasNextPage}
          asked={asked}
          onAsk={onAsk}
        />
      )}
      {query.isFetchNextPageError && <ProblemNote error={query.error} />}
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

function Total({ spend }: { spend: SpendView }) {
  const unbooked = nanos(spend.unbooked);
  return (
    <Stack gap="xs">
      <Text component="p" m={0}>
        <Text span fz="h2" fw={600}>
          <Amount value={nanos(spend.total)} />
        </Text>{" "}
        {unbooked !== 0n && (
          <>
            of which <Amount value={unbooked} /> is running now and not booked yet,{" "}
          </>
        )}
        as of <When at={spend.asOf} as="second" />
      </Text>
      <Group gap="lg" c="dimmed" style={{ rowGap: "var(--mantine-spacing-xs)" }}>
        {spend.payers.map(({ kind, name, amount }) => (
          <span key={`${kind} ${name}`}>
            <Payer payer={{ kind, name }} /> <Amount value={nanos(amount)} />
          </span>
        ))}
      </Group>
      {spend.items === null && (
        <Text c="dimmed">
          Readers see what the workspace costs; writers and owners see who spent it on what.
        </Text>
      )}
    </Stack>
  );
}

interface RowsProps extends Props {
  spend: SpendView;
  items: readonly SpendItem[];
  isCut: boolean;
}

function Rows(props: RowsProps) {
  if (props.items.length > 0) return <SpendTable {...props} />;
  return (
    <Empty icon={IconReceipt} title="Nothing was spent on these days">
      Each machine that runs and each disk that is kept has a row here, with what it cost and who paid.
    </Empty>
  );
}
