import { Text } from "@mantine/core";
import type { DiskView } from "@/api/types";
import { ConfirmForm } from "@/components/ConfirmForm";
import { money, nanos } from "@/lib/money";
import { useDeleteDisk } from "../api/delete-disk";

export function DeleteDisk({ disk, onClose }: { disk: DiskView; onClose: () => void }) {
  const remove = useDeleteDisk(onClose);
  return (
    <ConfirmForm
      verb="Delete disk and its files"
      danger
      command={remove}
      onConfirm={() => remove.run(disk.id)}
      onClose={onClose}
    >
      <Text>
        All files on it are gone for good. It is in the workspace {disk.workspace.name}; deleting it saves{" "}
        {money(nanos(disk.perMonth))} a month.
      </Text>
    </ConfirmForm>
  );
}
