import { SimpleGrid } from "@mantine/core";
import type { RuntimeView } from "@/api/types";
import type { StartAnswer } from "@/model/credit";
import type { Computer } from "@/model/computer";
import { RuntimeCard } from "./RuntimeCard";
import classes from "./runtime.module.css";

interface Props {
  runtimes: readonly RuntimeView[];
  computer: Computer;
  /** Why a start of one would be refused, with what would help. */
  startOf: (runtime: RuntimeView) => StartAnswer;
}

export function RuntimeCards({ runtimes, computer, startOf }: Props) {
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md" component="ul" className={classes.cards}>
      {runtimes.map((runtime) => (
        <RuntimeCard key={runtime.id} runtime={runtime} computer={computer} start={startOf(runtime)} />
      ))}
    </SimpleGrid>
  );
}
