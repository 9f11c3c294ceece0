import { Button, Group, Stack, Text } from "@mantine/core";
import { IconScale } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { DriftView } from "@/api/types";
import { Amount } from "@/components/Amount";
import { type Column, DataTable } from "@/components/DataTable";
import { Empty } from "@/components/Empty";
import { Lines } from "@/components/Loaded";
import { LoadFailed } from "@/components/Problem";
import { When } from "@/components/When";
import { WorkspaceLink } from "@/components/WorkspaceLink";
import { nanos } from "@/lib/money";
import { driftName, nextAct, nothingNext } from "@/model/drift";
import { driftQuery } from "../api/get-drift";

const COLUMNS: Column<DriftView>[] = [
  { head: "What differs", wrap: true, cell: (drift) => <What drift={drift} /> },
  {
    head: "Workspace",
    wrap: true,
    cell: ({ workspace }) => workspace && <WorkspaceLink workspace={workspace} />,
  },
  { head: "Since", cell: ({ firstSeen }) => <When at={firstSeen} as="short" /> },
  { head: "Cost a day", numeric: true, cell: (drift) => <Cost drift={drift} /> },
  { head: "What happens next", wrap: true, cell: (drift) => <Next drift={drift} /> },
];

/** For admins and operators: what the rows and the provider do not agree on. */
export function DriftTable() {
  const query = useInfiniteQuery(driftQuery);
  const drifts = query.data?.pages.flatMap((page) => page.items) ?? [];
  if (query.isPending) return <Lines />;
  if (query.isError && drifts.length === 0) {
    return <LoadFailed error={query.error} retry={() => void query.refetch()} what="The drift" />;
  }
  if (drifts.length === 0) {
    return (
      <Empty icon={IconScale} title="Nothing differs">
        What the provider has is compared with what should be there every few minutes. A machine or disk that
        nobody explains, or that is gone, stands here with what it costs and when it ends.
      </Empty>
    );
  }
  return (
    <Stack gap="md">
      <DataTable caption="Drift" columns={COLUMNS} rows={drifts} rowKey={({ id }) => id} />
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

function What({ drift }: { drift: DriftView }) {
  const size = drift.sizeGib > 0 ? `${drift.sizeGib} GiB` : null;
  return (
    <>
      {driftName(drift.kind)}
      <Text size="sm" c="dimmed" fw={400}>
        {[drift.name, drift.zone, drift.type, size].filter(Boolean).join(", ")}
      </Text>
    </>
  );
}

function Cost({ drift }: { drift: DriftView }) {
  return (
    <>
      {drift.perDay ? <Amount value={nanos(drift.perDay)} /> : "Unknown"}
      {drift.paidByPlatform && (
        <Text size="sm" c="dimmed">
          The platform pays
        </Text>
      )}
    </>
  );
}

function Next({ drift }: { drift: DriftView }) {
  const act = nextAct(drift);
  return (
    <>
      {act ?? nothingNext(drift)}
      {drift.nextAt && (
        <Text size="sm" c="dimmed">
          {act ? "From " : "At least until "}
          <When at={drift.nextAt} as="short" />
        </Text>
      )}
      {drift.refused && (
        <Text size="sm" c="red">
          The provider refused: {drift.refused}
        </Text>
      )}
    </>
  );
}
