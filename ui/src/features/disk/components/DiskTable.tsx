import { Button, Group, Modal } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useState } from "react";
import type { DiskView } from "@/api/types";
import { Amount } from "@/components/Amount";
import { type Column, DataTable } from "@/components/DataTable";
import { KeptUntil } from "@/components/KeptUntil";
import { LinkButton, LinkText } from "@/components/LinkButton";
import { DiskBadge } from "@/components/StateBadge";
import { When } from "@/components/When";
import { WorkspaceLink } from "@/components/WorkspaceLink";
import { nanos, sum } from "@/lib/money";
import { toolName } from "@/model/tool";
import { DeleteDisk } from "./DeleteDisk";

interface Props {
  disks: readonly DiskView[];
  /** Inside a workspace its name is not repeated on every row. */
  withWorkspace: boolean;
}

export function DiskTable({ disks, withWorkspace }: Props) {
  const [chosen, setChosen] = useState<DiskView | null>(null);
  const [deleting, { open, close }] = useDisclosure(false);
  const ask = (disk: DiskView) => {
    setChosen(disk);
    open();
  };
  const columns: Column<DiskView>[] = [
    { head: "Disk", cell: (disk) => <DiskName disk={disk} /> },
    ...(withWorkspace ? [workspaceColumn] : []),
    { head: "Used by", cell: (disk) => <UsedBy disk={disk} /> },
    { head: "Owner", cell: (disk) => disk.owner.name, wideOnly: true },
    {
      head: "Last used",
      cell: (disk) => (disk.lastUsedAt ? <When at={disk.lastUsedAt} as="short" /> : "Never"),
    },
    { head: "Per month", numeric: true, cell: (disk) => <Amount value={nanos(disk.perMonth)} /> },
    {
      head: "Actions",
      numeric: true,
      cell: (disk) => disk.allowed.length > 0 && <Actions disk={disk} onDelete={() => ask(disk)} />,
    },
  ];
  const monthly = sum(disks.map((disk) => nanos(disk.perMonth)));
  return (
    <>
      <DataTable
        caption="Disks"
        columns={columns}
        rows={disks}
        rowKey={(disk) => disk.id}
        total={{ "Disk": "All disks", "Per month": <Amount value={monthly} /> }}
      />
      <Modal opened={deleting} onClose={close} title={`Delete ${chosen?.sizeGib} GiB disk`}>
        {chosen && <DeleteDisk disk={chosen} onClose={close} />}
      </Modal>
    </>
  );
}

const workspaceColumn: Column<DiskView> = {
  head: "Workspace",
  wrap: true,
  cell: (disk) => <WorkspaceLink workspace={disk.workspace} />,
};

function DiskName({ disk }: { disk: DiskView }) {
  return (
    <>
      {disk.sizeGib.toLocaleString("en-US")} GiB {disk.type}
      <KeptUntil kept={disk.kept} />
    </>
  );
}

function UsedBy({ disk }: { disk: DiskView }) {
  if (!disk.attachedTo) return <DiskBadge disk={disk} />;
  if (disk.workspace.deleted) return <>{toolName(disk.attachedTo.tool)}</>;
  return (
    <LinkText to="/workspaces/$w/runtimes/$id" params={{ w: disk.workspace.id, id: disk.attachedTo.id }}>
      {toolName(disk.attachedTo.tool)}
    </LinkText>
  );
}

function Actions({ disk, onDelete }: { disk: DiskView; onDelete: () => void }) {
  return (
    <Group gap="xs" justify="flex-end" wrap="nowrap">
      {disk.allowed.includes("LAUNCH") && (
        <LinkButton
          to="/workspaces/$w/launch"
          params={{ w: disk.workspace.id }}
          search={{ disk: disk.id }}
          variant="subtle"
          size="compact-sm"
        >
          Launch on it
        </LinkButton>
      )}
      {disk.allowed.includes("DELETE") && (
        <Button variant="subtle" color="red" size="compact-sm" onClick={onDelete}>
          Delete…
        </Button>
      )}
    </Group>
  );
}
