import { Checkbox } from "@mantine/core";
import type { CatalogView } from "@/api/types";
import { perHour } from "@/lib/money";
import { isOnSpot, spotPriceOf, type Wish } from "./wish";

interface Props {
  catalog: CatalogView;
  wish: Wish;
  onChange: (part: Partial<Wish>) => void;
}

/** Cheaper, for whoever can be interrupted; nothing where the provider has none. */
export function SpotChoice({ catalog, wish, onChange }: Props) {
  const price = spotPriceOf(catalog, wish);
  if (!catalog.abilities.includes("SPOT")) return null;
  return (
    <Checkbox
      label={price === null ? "Spot" : `Spot: ${perHour(price)} for the machine`}
      description={
        price === null
          ? `${wish.machineType} is not offered on Spot.`
          : "Google may take the machine back at any time. The disk stays, and it can be started again."
      }
      disabled={price === null}
      checked={isOnSpot(catalog, wish)}
      onChange={({ currentTarget }) => onChange({ spot: currentTarget.checked })}
    />
  );
}
