import { Group, Text } from "@mantine/core";
import { useId } from "react";
import type { CatalogView } from "@/api/types";
import { perHour } from "@/lib/money";
import classes from "./launch.module.css";
import { isOnSpot, spotPriceOf, type Wish } from "./wish";

interface Props {
  catalog: CatalogView;
  wish: Wish;
  onChange: (part: Partial<Wish>) => void;
}

/** Cheaper, for whoever can be interrupted; nothing where the provider has none. */
export function SpotChoice({ catalog, wish, onChange }: Props) {
  const id = useId();
  const price = spotPriceOf(catalog, wish);
  if (!catalog.abilities.includes("SPOT")) return null;
  return (
    <Group gap="sm" align="flex-start" wrap="nowrap">
      <input
        id={id}
        type="checkbox"
        className={classes.check}
        aria-describedby={`${id}-words`}
        disabled={price === null}
        checked={isOnSpot(catalog, wish)}
        onChange={({ currentTarget }) => onChange({ spot: currentTarget.checked })}
      />
      <div>
        <Text component="label" size="sm" htmlFor={id}>
          {price === null ? "Spot" : `Spot: ${perHour(price)} for the machine`}
        </Text>
        <Text id={`${id}-words`} size="xs" c="dimmed">
          {price === null
            ? `${wish.machineType} is not offered on Spot.`
            : "Google may take the machine back at any time. The disk stays, and it can be started again."}
        </Text>
      </div>
    </Group>
  );
}
