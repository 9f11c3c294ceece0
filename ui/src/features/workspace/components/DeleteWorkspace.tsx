import { Button, Modal, Stack, Text, TextInput, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { WorkspaceView } from "@/api/types";
import { ConfirmForm } from "@/components/ConfirmForm";
import { Lines, Loaded } from "@/components/Loaded";
import { deletionQuery } from "../api/get-deletion";
import { useDeleteWorkspace } from "../api/delete-workspace";
import { Losses } from "./Losses";

interface Props {
  workspace: WorkspaceView;
  onDeleted: () => void;
}

/** For owners: what it takes is named before it is taken. */
export function DeleteWorkspace({ workspace, onDeleted }: Props) {
  const [asking, { open, close }] = useDisclosure(false);
  return (
    <Stack component="section" gap="sm" align="flex-start" aria-label="Delete the workspace">
      <Title order={2} size="h3">
        Delete the workspace
      </Title>
      <Text c="dimmed">
        All runtimes and disks in it go with it, those of the other members too. What was spent stays in the
        books, whoever paid.
      </Text>
      <Button variant="outline" color="red" onClick={open}>
        Delete workspace…
      </Button>
      <Modal opened={asking} onClose={close} title={`Delete ${workspace.name}`} size="lg">
        <DeleteForm workspace={workspace} onClose={close} onDeleted={onDeleted} />
      </Modal>
    </Stack>
  );
}

function DeleteForm({ workspace, onClose, onDeleted }: Props & { onClose: () => void }) {
  const lost = useQuery(deletionQuery(workspace.id));
  const remove = useDeleteWorkspace(workspace.id, onDeleted);
  const [typed, setTyped] = useState("");
  const [asked, setAsked] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const isNamed = typed.trim() === workspace.name;

  const confirm = () => {
    setAsked(true);
    if (!isNamed) field.current?.focus();
    else if (lost.data) remove.run("delete");
  };
  return (
    <ConfirmForm
      verb="Delete workspace and all in it"
      danger
      command={remove}
      onConfirm={confirm}
      onClose={onClose}
    >
      <Loaded query={lost} what="What would be lost" skeleton={<Lines count={2} />}>
        {(data) => <Losses lost={data} />}
      </Loaded>
      <TextInput
        ref={field}
        label="Name of the workspace"
        description={`Type ${workspace.name} to say that it is this one.`}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        error={asked && !isNamed && "That is not its name."}
        autoComplete="off"
        spellCheck={false}
        required
      />
    </ConfirmForm>
  );
}
