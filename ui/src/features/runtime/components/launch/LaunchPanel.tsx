import { Stack, Text } from "@mantine/core";
import type { FormEvent, ReactNode } from "react";
import type { EstimateView, RuntimeView, WorkspaceView } from "@/api/types";
import { type Existing, useLaunch } from "../../api/launch-runtime";
import { DiskChoice } from "./DiskChoice";
import { LaunchButton } from "./LaunchButton";
import classes from "./launch.module.css";
import { MachineChoice } from "./MachineChoice";
import { ToolChoice } from "./ToolChoice";
import type { Choices, useWish } from "./use-wish";
import { sizeProblem, type Wish } from "./wish";
import { ZoneChoice } from "./ZoneChoice";

interface Props {
  workspace: WorkspaceView;
  choices: Choices;
  chosen: ReturnType<typeof useWish>;
  /** Of exactly what is chosen now; undefined while it is being computed. */
  estimate: EstimateView | undefined;
  /** Credit of the payer, once an estimate has told it. */
  available: string | undefined;
  /** Beside the choices, above the button. */
  price: ReactNode;
  onLaunched: (runtime: RuntimeView) => void;
  /** Another tab was first: there is one of this tool already. */
  onExisting: (runtime: Existing) => void;
}

export function LaunchPanel(props: Props) {
  return hasToolLeft(props.choices) ? <LaunchForm {...props} /> : <NothingLeft choices={props.choices} />;
}

function LaunchForm({
  workspace,
  choices,
  chosen,
  estimate,
  available,
  price,
  onLaunched,
  onExisting,
}: Props) {
  const { order } = chosen;
  const launch = useLaunch({ onLaunched, onExisting });
  const change = (part: Partial<Wish>) => {
    if (!launch.busy) launch.reset(); // what was refused is no longer what is asked
    chosen.change(part);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (order && estimate?.admission.admitted) launch.run({ workspace: workspace.id, ...order });
  };
  return (
    <form onSubmit={submit} noValidate>
      <div className={classes.panel}>
        <div>
          <Wishes choices={choices} chosen={chosen} available={available} onChange={change} />
        </div>
        <div>
          <Stack gap="lg" className={classes.sticky}>
            {price}
            <LaunchButton
              estimate={estimate}
              missing={order === null ? missing(choices, chosen.wish) : null}
              launch={launch}
            />
          </Stack>
        </div>
      </div>
    </form>
  );
}

/** A form that could not be sent is none. */
function NothingLeft({ choices: { catalog, taken } }: Pick<Props, "choices">) {
  return (
    <Stack gap="md">
      <Text>You have a runtime of every tool that can be launched here: there is one of each.</Text>
      <ToolChoice tools={catalog.tools} taken={taken} value={null} onChange={() => {}} />
    </Stack>
  );
}

interface WishesProps extends Pick<Props, "choices" | "chosen" | "available"> {
  onChange: (part: Partial<Wish>) => void;
}

function Wishes({ choices: { catalog, taken }, chosen: { wish, free }, available, onChange }: WishesProps) {
  return (
    <Stack gap={32}>
      <ToolChoice
        tools={catalog.tools}
        taken={taken}
        value={wish.tool}
        onChange={(tool) => onChange({ tool })}
      />
      <MachineChoice catalog={catalog} free={free} wish={wish} available={available} onChange={onChange} />
      <DiskChoice catalog={catalog} free={free} wish={wish} onChange={onChange} />
      {catalog.zones.length > 0 && (
        <ZoneChoice zones={catalog.zones} free={free} wish={wish} onChange={onChange} />
      )}
    </Stack>
  );
}

function hasToolLeft({ catalog, taken }: Choices): boolean {
  return catalog.tools.some((tool) => tool.available && !taken.has(tool.id));
}

function missing({ catalog }: Choices, { tool, disk }: Wish): string {
  const size = sizeProblem(catalog, disk);
  if (tool !== null && size !== null) return `The disk first. ${size}`;
  return "Choose a tool, a machine and a disk first.";
}
