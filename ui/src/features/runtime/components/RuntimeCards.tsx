import { SimpleGrid } from "@mantine/core";
import type { CreditView, RuntimeView } from "@/api/types";
import type { Computer } from "@/model/computer";
import { RuntimeCard } from "./RuntimeCard";
import classes from "./runtime.module.css";

interface Props {
  runtimes: readonly RuntimeView[];
  computer: Computer;
  /** The pool that pays for one, where the person may see it. */
  creditOf: (runtime: RuntimeView) => CreditView | undefined;
}

export function RuntimeCards({ runtimes, computer, creditOf }: Props) {
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md" component="ul" className={classes.cards}>
      {runtimes.map((runtime) => (
        <RuntimeCard key={runtime.id} runtime={runtime} computer={computer} credit={creditOf(runtime)} />
      ))}
    </SimpleGrid>
  );
}
