import { Button, Group, Radio, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { CreditView, WorkspaceView } from "@/api/types";
import { CreditLeft } from "@/components/CreditLeft";
import { LinkButton } from "@/components/LinkButton";
import { PrimaryAction } from "@/components/PageHead";
import { ProblemNote } from "@/components/Problem";
import { isVisible, tooLong } from "@/lib/words";
import { useCreateWorkspace } from "../api/create-workspace";

const NAME_MOST = 80;
const DESCRIPTION_MOST = 1_000;

interface Props {
  credit: CreditView | undefined;
  onCreated: (workspace: WorkspaceView) => void;
}

export function NewWorkspace({ credit, onCreated }: Props) {
  const [name, setName] = useState("");
  const [description, setDescription] = useState("");
  const [asked, setAsked] = useState(false);
  const create = useCreateWorkspace(onCreated);
  const wrong = nameProblem(name);
  const long = tooLong(description, DESCRIPTION_MOST);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (!wrong && !long) create.run({ name: name.trim(), description: description.trim(), payer: "CREDIT" });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="xl" maw="var(--form-width)">
        <NameField value={name} onChange={setName} error={asked && wrong} />
        <DescriptionField value={description} onChange={setDescription} error={long} />
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

interface FieldProps {
  value: string;
  onChange: (value: string) => void;
}

function NameField({ value, onChange, error }: FieldProps & { error: string | false | null }) {
  return (
    <TextInput
      label="Name"
      description="What the people you work with will look for."
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={error}
      autoComplete="off"
      data-autofocus
      required
    />
  );
}

function DescriptionField({ value, onChange, error }: FieldProps & { error: string | null }) {
  return (
    <Textarea
      label="Description"
      description={`Optional, up to ${DESCRIPTION_MOST.toLocaleString("en-US")} characters.`}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={error}
      autosize
      minRows={3}
      maxRows={8}
    />
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

function nameProblem(name: string): string | null {
  return isVisible(name) ? tooLong(name, NAME_MOST) : "Give it a name.";
}
