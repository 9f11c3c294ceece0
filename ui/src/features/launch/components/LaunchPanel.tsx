import { Grid, Stack } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useMemo, useState } from "react";
import type { CatalogView, DiskView, RuntimeView, ToolId, WorkspaceView } from "@/api/types";
import { estimateQuery } from "../api/get-estimate";
import { useLaunch } from "../api/launch-runtime";
import { DiskChoice } from "./DiskChoice";
import { LaunchButton } from "./LaunchButton";
import classes from "./launch.module.css";
import { MachineChoice } from "./MachineChoice";
import { PriceCard } from "./PriceCard";
import { ToolChoice } from "./ToolChoice";
import { firstWish, freeDisks, possible, requestOf, type Wish } from "./wish";

interface Props {
  workspace: WorkspaceView;
  catalog: CatalogView;
  taken: ReadonlyMap<ToolId, RuntimeView>;
  disks: readonly DiskView[];
  /** Asked for by the address: "launch on this disk". */
  disk: string | undefined;
  onLaunched: (runtime: RuntimeView) => void;
}

const TYPING_MS = 200;

export function LaunchPanel({ workspace, catalog, taken, disks, disk, onLaunched }: Props) {
  const free = useMemo(() => freeDisks(disks), [disks]);
  const [wished, setWish] = useState<Wish>(() => firstWish(catalog, taken, free, disk));
  const wish = possible(wished, catalog, taken, free);

  const request = requestOf(catalog, wish);
  const [settled] = useDebouncedValue(JSON.stringify(request), TYPING_MS);
  const estimate = useQuery(estimateQuery(workspace.id, settled === "null" ? null : JSON.parse(settled)));
  const priced =
    settled === JSON.stringify(request) && !estimate.isPlaceholderData ? estimate.data : undefined;

  const launch = useLaunch(onLaunched);
  const change = (part: Partial<Wish>) => {
    if (!launch.busy) launch.reset(); // what was refused is no longer what is asked
    setWish({ ...wish, ...part });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (request && priced?.admission.admitted) launch.run({ workspace: workspace.id, ...request });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Grid gap="xl">
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Stack gap={32}>
            <ToolChoice
              tools={catalog.tools}
              taken={taken}
              value={wish.tool}
              onChange={(tool) => change({ tool })}
            />
            <MachineChoice
              catalog={catalog}
              wish={wish}
              available={estimate.data?.credit.available}
              onChange={change}
            />
            <DiskChoice catalog={catalog} free={free} wish={wish} onChange={change} />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Stack gap="lg" className={classes.sticky}>
            <PriceCard
              estimate={estimate}
              catalog={catalog}
              machineType={wish.machineType}
              complete={request !== null}
            />
            <LaunchButton
              estimate={priced}
              missing={request === null ? missing(catalog, taken) : null}
              launch={launch}
            />
          </Stack>
        </Grid.Col>
      </Grid>
    </form>
  );
}

function missing(catalog: CatalogView, taken: Props["taken"]): string {
  return catalog.tools.some((tool) => tool.available && !taken.has(tool.id))
    ? "Choose a tool, a machine and a disk first."
    : "You have a runtime of every tool here already: go to it above.";
}
