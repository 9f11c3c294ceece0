import { Grid, Stack } from "@mantine/core";
import type { FormEvent, ReactNode } from "react";
import type { EstimateView, RuntimeView, WorkspaceView } from "@/api/types";
import { type Existing, useLaunch } from "../../api/launch-runtime";
import { DiskChoice } from "./DiskChoice";
import { LaunchButton } from "./LaunchButton";
import classes from "./launch.module.css";
import { MachineChoice } from "./MachineChoice";
import { ToolChoice } from "./ToolChoice";
import type { Choices, useWish } from "./use-wish";
import type { Wish } from "./wish";

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

export function LaunchPanel({
  workspace,
  choices,
  chosen,
  estimate,
  available,
  price,
  onLaunched,
  onExisting,
}: Props) {
  const { request } = chosen;
  const launch = useLaunch({ onLaunched, onExisting });
  const change = (part: Partial<Wish>) => {
    if (!launch.busy) launch.reset(); // what was refused is no longer what is asked
    chosen.change(part);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (request && estimate?.admission.admitted) launch.run({ workspace: workspace.id, ...request });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Grid gap="xl">
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Wishes choices={choices} chosen={chosen} available={available} onChange={change} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Stack gap="lg" className={classes.sticky}>
            {price}
            <LaunchButton
              estimate={estimate}
              missing={request === null ? missing(choices) : null}
              launch={launch}
            />
          </Stack>
        </Grid.Col>
      </Grid>
    </form>
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
      <MachineChoice catalog={catalog} wish={wish} available={available} onChange={onChange} />
      <DiskChoice catalog={catalog} free={free} wish={wish} onChange={onChange} />
    </Stack>
  );
}

function missing({ catalog, taken }: Choices): string {
  return catalog.tools.some((tool) => tool.available && !taken.has(tool.id))
    ? "Choose a tool, a machine and a disk first."
    : "You have a runtime of every tool here already: go to it above.";
}
