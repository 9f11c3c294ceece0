import { Button, Modal, Radio, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useState } from "react";
import type { RuntimeView } from "@/api/types";
import { ConfirmForm } from "@/components/ConfirmForm";
import { money, nanos } from "@/lib/money";
import { toolName } from "@/model/tool";
import { useChangeRuntime } from "../api/change-runtime";

export function DeleteButton({ runtime }: { runtime: RuntimeView }) {
  const [asking, { open, close }] = useDisclosure(false);
  if (!runtime.allowed.includes("DELETE")) return null;
  return (
    <>
      <Button variant="subtle" color="red" onClick={open}>
        Delete…
      </Button>
      <Modal opened={asking} onClose={close} title={`Delete ${toolName(runtime.tool)}`}>
        <DeleteForm runtime={runtime} onClose={close} />
      </Modal>
    </>
  );
}

function DeleteForm({ runtime, onClose }: { runtime: RuntimeView; onClose: () => void }) {
  const [disk, setDisk] = useState<"keep" | "delete">("keep");
  const change = useChangeRuntime(runtime.id, { onDone: onClose });
  const monthly = money(nanos(runtime.cost.diskPerMonth));
  const size = runtime.disk ? `${runtime.disk.sizeGib} GiB disk` : "disk";
  return (
    <ConfirmForm
      verb={disk === "keep" ? "Delete, keep disk" : "Delete runtime and disk"}
      danger
      command={change}
      onConfirm={() => change.run({ delete: disk })}
      onClose={onClose}
    >
      <Text>The machine ends, and with it its hourly price. Save what is open in the tool first.</Text>
      <Radio.Group
        label={`The ${size}`}
        value={disk}
        onChange={(value) => setDisk(value as "keep" | "delete")}
      >
        <Stack gap="md" mt="sm">
          <Radio
            value="keep"
            label={`Keep it: ${monthly} a month`}
            description="Your files stay. The next launch can use the disk."
          />
          <Radio
            value="delete"
            label={`Remove it: saves ${monthly} a month`}
            description="All files on it are gone for good."
          />
        </Stack>
      </Radio.Group>
    </ConfirmForm>
  );
}
