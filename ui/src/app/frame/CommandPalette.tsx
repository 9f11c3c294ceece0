import { Modal, Stack, Text, TextInput } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { IconArrowRight, IconBolt, IconSearch } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { type KeyboardEvent, useId, useState } from "react";
import type { RuntimeView } from "@/api/types";
import { toastProblem } from "@/components/toasts";
import { type Change, useChangeAny } from "@/features/runtime/api/change-runtime";
import { runtimesQuery } from "@/features/runtime/api/get-runtimes";
import { workspacesQuery } from "@/features/workspace/api/get-workspaces";
import { cancelWords, stateName } from "@/model/runtime";
import type { StartAnswer } from "@/model/credit";
import { toolName } from "@/model/tool";
import { hasRole, useMe } from "../me";
import { useStarts } from "../pool";
import classes from "./frame.module.css";
import { doorsOf } from "./Nav";

interface Props {
  opened: boolean;
  onClose: () => void;
  onToggle: () => void;
}

interface Entry {
  label: string;
  kind: string;
  isAction?: boolean;
  run: () => void;
}

/** Every page, every workspace and runtime, and what can be done with what is in view. */
export function CommandPalette({ opened, onClose, onToggle }: Props) {
  useHotkeys([["mod+K", onToggle]], []);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      withCloseButton={false}
      yOffset="12vh"
      centered={false}
      padding="md"
      attributes={{ content: { "aria-label": "Search and commands" } }}
    >
      <Search onClose={onClose} />
    </Modal>
  );
}

const MOST = 30;

function Search({ onClose }: { onClose: () => void }) {
  const { text, ask, entries, chosen, point, go, press } = useResults(onClose);
  const id = useId();
  const optionId = (index: number) => `${id}-${index}`;
  return (
    <Stack gap="sm">
      <TextInput
        data-autofocus
        size="md"
        placeholder="Go to a page, a workspace, a runtime"
        aria-label="Search and commands"
        role="combobox"
        aria-expanded={entries.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={chosen && optionId(entries.indexOf(chosen))}
        aria-autocomplete="list"
        leftSection={<IconSearch size={16} aria-hidden />}
        value={text}
        onChange={(event) => ask(event.currentTarget.value)}
        onKeyDown={press}
      />
      {entries.length === 0 && <Text c="dimmed">Nothing with that name.</Text>}
      <ul className={classes.results} role="listbox" id={`${id}-list`} aria-label="Results">
        {entries.map((entry, index) => (
          <Result
            key={`${entry.kind}-${entry.label}-${index}`}
            id={optionId(index)}
            entry={entry}
            chosen={entry === chosen}
            onGo={() => go(entry)}
            onPoint={() => point(index)}
          />
        ))}
      </ul>
    </Stack>
  );
}

interface ResultProps {
  id: string;
  entry: Entry;
  chosen: boolean;
  onGo: () => void;
  onPoint: () => void;
}

function Result({ id, entry, chosen, onGo, onPoint }: ResultProps) {
  return (
    <li
      id={id}
      role="option"
      aria-selected={chosen}
      className={classes.result}
      onClick={onGo}
      onMouseMove={onPoint}
      ref={(element) => {
        if (chosen) element?.scrollIntoView?.({ block: "nearest" });
      }}
    >
      {entry.isAction ? <IconBolt size={16} aria-hidden /> : <IconArrowRight size={16} aria-hidden />}
      <Text component="span" flex={1} truncate>
        {entry.label}
      </Text>
      <Text component="span" size="xs" c="dimmed">
        {entry.kind}
      </Text>
    </li>
  );
}

/** What was asked, what has that name, and which of it Enter opens. */
function useResults(onClose: () => void) {
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const entries = useEntries().filter(isNamed(text)).slice(0, MOST);
  const chosen = entries[Math.min(at, entries.length - 1)];

  const ask = (next: string) => {
    setText(next);
    setAt(0);
  };
  const go = (entry: Entry | undefined) => {
    if (!entry) return;
    onClose();
    entry.run();
  };
  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && entries.length > 0) {
      event.preventDefault();
      setAt((before) => (Math.min(before, entries.length - 1) + step + entries.length) % entries.length);
    }
    if (event.key === "Enter") {
      event.preventDefault();
      go(chosen);
    }
  };
  return { text, ask, entries, chosen, point: setAt, go, press };
}

type ChangeAny = (runtime: string, change: Change) => void;

/** What can be done with a runtime from wherever one is. */
function commandsOf(runtime: RuntimeView, mayStart: boolean, change: ChangeAny): Entry[] {
  const { id, tool, workspace, allowed, url } = runtime;
  const name = `${toolName(tool)} in ${workspace.name}`;
  const command = (label: string, run: () => void): Entry => ({
    label,
    kind: "Command",
    isAction: true,
    run,
  });
  const entries: Entry[] = [];
  if (allowed.includes("OPEN")) {
    entries.push(command(`Open ${name}`, () => void window.open(url, "_blank", "noopener")));
  }
  if (allowed.includes("STOP")) entries.push(command(`Stop ${name}, keep disk`, () => change(id, "stop")));
  if (allowed.includes("START") && mayStart)
    entries.push(command(`Start ${name}`, () => change(id, "start")));
  if (allowed.includes("CANCEL")) {
    entries.push(command(`${cancelWords(runtime)}: ${name}`, () => change(id, "cancel")));
  }
  return entries;
}

function isNamed(text: string): (entry: Entry) => boolean {
  const words = text.toLowerCase().split(/\s+/);
  return ({ label }) => words.every((word) => label.toLowerCase().includes(word));
}

function mayStart({ isKnown, refusal }: StartAnswer): boolean {
  return isKnown && refusal === null;
}

function useEntries(): Entry[] {
  const me = useMe();
  const router = useRouter();
  const { run: change } = useChangeAny({ onRefused: toastProblem });
  const workspaces = useQuery(workspacesQuery).data ?? [];
  const runtimes = useQuery(runtimesQuery()).data ?? [];
  const startOf = useStarts(runtimes);
  const to = (href: string) => () => void router.navigate({ href });
  return [
    ...runtimes.flatMap((runtime) => commandsOf(runtime, mayStart(startOf(runtime)), change)),
    ...doorsOf(me)
      .flatMap(({ doors }) => doors)
      .map(({ to: href, label }) => ({ label, kind: "Page", run: to(href) })),
    ...(hasRole(me, "RESEARCHER")
      ? [{ label: "New workspace", kind: "Page", run: to("/workspaces/new") }]
      : []),
    ...runtimes
      .filter(({ workspace }) => !workspace.deleted)
      .map(({ id, tool, workspace, state }) => ({
        label: `${toolName(tool)} in ${workspace.name}`,
        kind: stateName(state),
        run: to(`/workspaces/${workspace.id}/runtimes/${id}`),
      })),
    ...workspaces.map(({ id, name }) => ({ label: name, kind: "Workspace", run: to(`/workspaces/${id}`) })),
    ...workspaces
      .filter(({ role }) => role !== "READER")
      .map(({ id, name }) => ({
        label: `Launch in ${name}`,
        kind: "Page",
        run: to(`/workspaces/${id}/launch`),
      })),
  ];
}
