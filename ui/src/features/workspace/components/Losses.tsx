import { List, Stack, Text } from "@mantine/core";
import type { DeletionView, RuntimeState } from "@/api/types";
import { money, nanos, perHour } from "@/lib/money";
import { list, plural } from "@/lib/words";
import { stateName } from "@/model/runtime";
import { toolName } from "@/model/tool";
import classes from "./workspace.module.css";

/** In words, thing by thing, whose it is and how it is. */
export function Losses({ lost }: { lost: DeletionView }) {
  const { runtimes, disks } = lost;
  return (
    <Stack gap="sm">
      <Text role="status">{summary(lost)}</Text>
      {runtimes.length > 0 && (
        <List aria-label="Runtimes" className={classes.losses}>
          {runtimes.map(({ id, tool, owner, state }) => (
            <List.Item key={id}>
              {toolName(tool)} of {owner.name}: {stateName(state as RuntimeState).toLowerCase()}
            </List.Item>
          ))}
        </List>
      )}
      {disks.length > 0 && (
        <List aria-label="Disks" className={classes.losses}>
          {disks.map(({ id, sizeGib, type, owner, perMonth }) => (
            <List.Item key={id}>
              {sizeGib.toLocaleString("en-US")} GiB {type} of {owner.name}: {money(nanos(perMonth))} a month
            </List.Item>
          ))}
        </List>
      )}
      <Text>{savings(lost)}</Text>
    </Stack>
  );
}

function summary({ runtimes, disks }: DeletionView): string {
  const count = runtimes.length + disks.length;
  if (count === 0) return "There is no runtime and no disk in it.";
  const things = [counted(runtimes, "runtime"), counted(disks, "disk")].filter((words) => words !== null);
  return count === 1
    ? `${list(things)} is deleted for good, with all files on it.`
    : `${list(things)} are deleted for good, with all files on them.`;
}

function counted(things: readonly unknown[], word: string): string | null {
  return things.length > 0 ? plural(things.length, word) : null;
}

function savings({ burnPerHour, disksPerMonth }: DeletionView): string {
  if (nanos(burnPerHour) === 0n) return "It costs nothing now.";
  return (
    `This saves ${perHour(nanos(burnPerHour))}; the disks alone are ${money(nanos(disksPerMonth))} a ` +
    "month. Each thing costs what it does until the cloud says that it is gone."
  );
}
