import { useMemo, useState } from "react";
import type { CatalogView, DiskView, RuntimeView, ToolId } from "@/api/types";
import { firstWish, freeDisks, possible, requestOf, type Wish, zoneOf } from "./wish";

/** What there is to choose from. */
export interface Choices {
  catalog: CatalogView;
  /** Tools of which this person has a runtime here already: there is one of each. */
  taken: ReadonlyMap<ToolId, RuntimeView>;
  disks: readonly DiskView[];
}

/** The form of a launch: what is chosen, and the request it makes once it is complete. `disk` comes first. */
export function useWish({ catalog, taken, disks }: Choices, disk: string | undefined) {
  const free = useMemo(() => freeDisks(disks), [disks]);
  const [wished, setWish] = useState<Wish>(() => firstWish(catalog, taken, free, disk));
  const wish = possible(wished, catalog, taken, free);
  const request = requestOf(catalog, wish);
  return {
    wish,
    free,
    /** What an estimate is asked for. */
    request,
    /** What is launched. */
    order: request && { ...request, ...zoneOf(wish) },
    change: (part: Partial<Wish>) => setWish({ ...wish, ...part }),
  };
}
