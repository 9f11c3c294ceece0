import { Button, Group, Stack, Text } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { problemIn } from "@/api/client";
import type { WorkspaceView } from "@/api/types";
import { announce } from "@/components/announce";
import { ProblemNote } from "@/components/Problem";
import { useChangeWorkspace } from "../api/change-workspace";
import { Look, Seen } from "./Conflict";
import { useDraft } from "./draft";
import { stripped, type Words, WorkspaceFields, wrongIn } from "./WorkspaceFields";

/** The form of an owner for name and description. */
export function ChangeWords({ workspace }: { workspace: WorkspaceView }) {
  const { draft, change, isConflict, isSaved, type, reset, look } = useChange(workspace);
  const [asked, setAsked] = useState(false);
  const wrong = wrongIn(draft.words);
  const refused = refusedFields(change.error);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (wrong.name || wrong.description) return;
    change.run({ ...stripped(draft.words), version: draft.version });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="xl">
        <WorkspaceFields
          words={draft.words}
          onChange={type}
          errors={{
            name: (asked && wrong.name) || refused.name,
            description: wrong.description ?? refused.description,
          }}
          readOnly={change.busy}
        />
        {draft.seen && <Seen key={draft.version} workspace={draft.seen} />}
        {Object.keys(refused).length === 0 && <ProblemNote error={change.error} />}
        {isConflict && <Look workspace={workspace} onSeen={look} />}
        <Buttons draft={draft} busy={change.busy} onReset={reset} isSaved={isSaved} />
      </Stack>
    </form>
  );
}

interface ButtonsProps {
  draft: { isBegun: boolean; isChanged: boolean };
  busy: boolean;
  onReset: () => void;
  isSaved: boolean;
}

function Buttons({ draft, busy, onReset, isSaved }: ButtonsProps) {
  return (
    <Group gap="sm">
      <Button type="submit" loading={busy} disabled={!draft.isChanged}>
        Save
      </Button>
      <Button variant="default" onClick={onReset} disabled={!draft.isBegun || busy}>
        Reset
      </Button>
      <Text size="sm" c="dimmed" role="status">
        {isSaved && "Saved"}
      </Text>
    </Group>
  );
}

/** The draft, and the command that saves it. */
function useChange(workspace: WorkspaceView) {
  const draft = useDraft(workspace);
  const [saved, setSaved] = useState<number | null>(null);
  const change = useChangeWorkspace(workspace.id, {
    onDone: ({ version }) => {
      setSaved(version);
      draft.drop();
    },
    onRefused: (error) => Object.values(refusedFields(error)).forEach(announce),
  });
  const isConflict = hasChanged(change.error);
  return {
    draft,
    change,
    isConflict,
    isSaved: !draft.isBegun && saved === workspace.version,
    type: (words: Words) => {
      if (!isConflict) change.reset();
      draft.type(words);
    },
    reset: () => {
      change.reset();
      draft.drop();
    },
    look: (now: WorkspaceView) => {
      change.reset();
      draft.look(now);
    },
  };
}

function hasChanged(error: Error | null): boolean {
  return error !== null && problemIn(error).code === "WORKSPACE_CHANGED";
}

/** What the server has against one of the fields. */
function refusedFields(error: Error | null): Partial<Words> {
  if (!error) return {};
  const { code, detail, nextStep, fields } = problemIn(error);
  if (code === "WORKSPACE_NAME_TAKEN") return { name: `${detail} ${nextStep}` };
  const known = (fields ?? []).filter(({ field }) => field === "name" || field === "description");
  return Object.fromEntries(known.map(({ field, message }) => [field, `It ${message}.`]));
}
