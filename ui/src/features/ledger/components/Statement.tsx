import { Button, Group, Stack, Title } from "@mantine/core";
import { IconDownload, IconReceipt } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { CreditView, StatementView } from "@/api/types";
import { Empty } from "@/components/Empty";
import { Lines } from "@/components/Loaded";
import { LoadFailed, ProblemNote } from "@/components/Problem";
import { download } from "@/lib/csv";
import { statementQuery } from "../api/get-statement";
import { statementFile } from "@/model/statement-file";
import { StatementTable } from "./StatementTable";

interface Props {
  /** Whose statement it is. */
  credit: CreditView;
  person?: string;
}

/** A row for each run and day, newest first; the file holds those on screen, to the nano. */
export function Statement({ credit, person }: Props) {
  const query = useInfiniteQuery(statementQuery(person));
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Title order={2}>Statement</Title>
        {rows.length > 0 && <CsvButton rows={rows} />}
      </Group>
      {query.isPending && <Lines />}
      {query.isError && rows.length === 0 && (
        <LoadFailed error={query.error} retry={() => void query.refetch()} what="The statement" />
      )}
      {query.isSuccess && rows.length === 0 && (
        <Empty icon={IconReceipt} title="Nothing is booked yet">
          Each grant and each run is written down here, to the billionth of a dollar.
        </Empty>
      )}
      {rows.length > 0 && <StatementTable credit={credit} rows={rows} isCut={query.hasNextPage} />}
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

function CsvButton({ rows }: { rows: readonly StatementView[] }) {
  return (
    <Button
      variant="default"
      size="xs"
      leftSection={<IconDownload size={14} aria-hidden />}
      onClick={() => download("statement.csv", statementFile(rows))}
    >
      CSV of these {rows.length}
    </Button>
  );
}
