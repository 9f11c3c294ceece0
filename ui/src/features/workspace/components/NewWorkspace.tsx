import { Button, Group, Radio, Stack, Text } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { CreditView, WorkspaceView } from "@/api/types";
import { CreditLeft } from "@/components/CreditLeft";
import { LinkButton } from "@/components/LinkButton";
import { PrimaryAction } from "@/components/PageHead";
import { ProblemNote } from "@/components/Problem";
import { useCreateWorkspace } from "../api/create-workspace";
import { stripped, type Words, WorkspaceFields, wrongIn } from "./WorkspaceFields";

interface Props {
  credit: CreditView | undefined;
  onCreated: (workspace: WorkspaceView) => void;
}

export function NewWorkspace({ credit, onCreated }: Props) {
  const [words, setWords] = useState<Words>({ name: "", description: "" });
  const [asked, setAsked] = useState(false);
  const create = useCreateWorkspace(onCreated);
  const wrong = wrongIn(words);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (!wrong.name && !wrong.description) create.run({ ...stripped(words), payer: "CREDIT" });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="xl" maw="var(--form-width)">
        <WorkspaceFields words={words} onChange={setWords} errors={{ ...wrong, name: asked && wrong.name }} />
        <WhoPays credit={credit} />
        <Text size="sm" c="dimmed">
          A workspace costs nothing by itself. Machines and disks do, and each shows its price before you
          launch it.
        </Text>
        <ProblemNote error={create.error} />
        <Group gap="sm">
          <PrimaryAction>
            <Button type="submit" loading={create.busy}>
              Create workspace
            </Button>
          </PrimaryAction>
          <LinkButton to="/workspaces" variant="default">
            Cancel
          </LinkButton>
        </Group>
      </Stack>
    </form>
  );
}

function WhoPays({ credit }: { credit: CreditView | undefined }) {
  return (
    <Radio.Group label="Who pays" value="CREDIT" description={null}>
      <Radio
        mt="xs"
        value="CREDIT"
        label="Your credit"
        description={
          <>
            {credit && (
              <>
                <CreditLeft credit={credit} /> left.{" "}
              </>
            )}
            It pays for everybody who works in this workspace. When it ends, machines stop and nothing is
            deleted.
          </>
        }
      />
    </Radio.Group>
  );
}
