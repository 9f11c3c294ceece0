import { Button, Group, Stack } from "@mantine/core";
import type { FormEvent, ReactNode } from "react";
import { ProblemNote } from "./Problem";

interface Props {
  children: ReactNode;
  /** A verb that says the effect: "Delete, keep disk". */
  verb: string;
  danger?: boolean;
  command: { busy: boolean; error: unknown };
  onConfirm: () => void;
  onClose: () => void;
  /** What the other button says. */
  away?: string;
}

/** Inside a dialog: the consequences before the click. */
export function ConfirmForm({
  children,
  verb,
  danger,
  command,
  onConfirm,
  onClose,
  away = "Not now",
}: Props) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onConfirm();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="lg">
        {children}
        <ProblemNote error={command.error} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {away}
          </Button>
          <Button type="submit" color={danger ? "red" : undefined} loading={command.busy}>
            {verb}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
