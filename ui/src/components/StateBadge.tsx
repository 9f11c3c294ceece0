import {
  IconAlertTriangleFilled,
  IconCircleDashed,
  IconLoader2,
  IconPlayerPlayFilled,
  IconPlayerStopFilled,
  IconSnowflake,
  IconTrash,
} from "@tabler/icons-react";
import type { DiskView, RuntimeState } from "@/api/types";
import { diskStateName } from "@/model/disk";
import { stateName } from "@/model/runtime";
import classes from "./state-badge.module.css";
import { When } from "./When";

const LOOKS: Record<RuntimeState | DiskView["state"], { tone: string; Shape: typeof IconTrash }> = {
  STARTING: { tone: "var(--accent)", Shape: IconCircleDashed },
  RUNNING: { tone: "var(--running)", Shape: IconPlayerPlayFilled },
  UPDATING: { tone: "var(--accent)", Shape: IconCircleDashed },
  STOPPING: { tone: "var(--stopped)", Shape: IconLoader2 },
  STOPPED: { tone: "var(--stopped)", Shape: IconPlayerStopFilled },
  FAILED: { tone: "var(--failed)", Shape: IconAlertTriangleFilled },
  DELETING: { tone: "var(--stopped)", Shape: IconLoader2 },
  DELETED: { tone: "var(--muted)", Shape: IconTrash },
  FROZEN: { tone: "var(--platform)", Shape: IconSnowflake },
  NOT_MADE: { tone: "var(--stopped)", Shape: IconCircleDashed },
  CREATING: { tone: "var(--accent)", Shape: IconCircleDashed },
  READY: { tone: "var(--running)", Shape: IconPlayerPlayFilled },
};

/** Shape, word and how long: never colour alone. */
export function StateBadge({ state, since }: { state: RuntimeState; since?: string }) {
  const { tone, Shape } = LOOKS[state];
  return (
    <span className={classes.badge}>
      <Shape size={14} color={tone} aria-hidden />
      <span style={{ color: tone }}>{stateName(state)}</span>
      {since && (
        <span className={classes.since}>
          · <When at={since} as="since" />
        </span>
      )}
    </span>
  );
}

export function DiskBadge({ disk }: { disk: Pick<DiskView, "state" | "attachedTo"> }) {
  if (disk.state === "READY") return <span>{disk.attachedTo ? "In use" : "Kept"}</span>;
  const { tone, Shape } = LOOKS[disk.state];
  return (
    <span className={classes.badge}>
      <Shape size={14} color={tone} aria-hidden />
      <span style={{ color: tone }}>{diskStateName(disk.state)}</span>
    </span>
  );
}
