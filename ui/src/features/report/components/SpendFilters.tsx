import { Button, Group, NativeSelect, SegmentedControl, Stack, TextInput } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import type { SpendItem, SpendView, ToolId } from "@/api/types";
import { toolName } from "@/model/tool";
import type { SpendQuery } from "../api/get-spend";

interface Props {
  asked: SpendQuery;
  spend: SpendView | undefined;
  /** null: whoever looks sees totals only. */
  items: readonly SpendItem[] | null;
  onAsk: (asked: SpendQuery) => void;
}

type By = NonNullable<SpendQuery["by"]>;

const GROUPS: { value: By; label: string }[] = [
  { value: "PERSON", label: "Person" },
  { value: "TOOL", label: "Tool" },
  { value: "RUN", label: "Run" },
  { value: "DAY", label: "Day" },
];

const TOOLS: ToolId[] = ["jupyter", "rstudio", "cromwell", "terminal"];

export const DISKS = "disk";

const SPENT_ON = [
  { value: "", label: "Everything" },
  ...TOOLS.map((tool) => ({ value: tool, label: toolName(tool) })),
  { value: DISKS, label: "Disks" },
];

export function SpendFilters({ asked, spend, items, onAsk }: Props) {
  const isReader = spend !== undefined && items === null;
  return (
    <Stack gap="md">
      {!isReader && (
        <SegmentedControl
          aria-label="A row for each"
          data={GROUPS}
          value={asked.by ?? "PERSON"}
          onChange={(by) => onAsk({ ...asked, by: by as By })}
          style={{ alignSelf: "flex-start" }}
        />
      )}
      <Group gap="md" align="flex-end">
        <Day name="From" value={asked.from ?? spend?.from} onChange={(from) => onAsk({ ...asked, from })} />
        <Day name="To" value={asked.to ?? spend?.to} onChange={(to) => onAsk({ ...asked, to })} />
        {!isReader && (
          <NativeSelect
            label="Spent on"
            value={asked.tool ?? ""}
            data={SPENT_ON}
            onChange={(event) => onAsk({ ...asked, tool: event.currentTarget.value || undefined })}
          />
        )}
        {asked.person && (
          <Button
            variant="default"
            rightSection={<IconX size={14} aria-hidden />}
            onClick={() => onAsk({ ...asked, person: undefined })}
            aria-label={`Only ${nameIn(items)}: show everybody`}
          >
            Only {nameIn(items)}
          </Button>
        )}
      </Group>
    </Stack>
  );
}

interface DayProps {
  name: string;
  value: string | undefined;
  onChange: (day: string | undefined) => void;
}

/** A day of the reader's own zone; cleared, it is the usual one again. */
function Day({ name, value, onChange }: DayProps) {
  return (
    <TextInput
      type="date"
      label={name}
      value={value ?? ""}
      min="2000-01-01"
      max="2199-12-31"
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
    />
  );
}

function nameIn(items: readonly SpendItem[] | null): string {
  const one = items?.[0];
  return one?.run?.person.name ?? one?.person?.name ?? "one person";
}
