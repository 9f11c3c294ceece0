import { Select } from "@mantine/core";
import type { DiskView } from "@/api/types";
import classes from "./launch.module.css";
import type { Wish } from "./wish";

interface Props {
  zones: readonly string[];
  free: readonly DiskView[];
  wish: Wish;
  onChange: (part: Partial<Wish>) => void;
}

const ANY = "any";

/** A machine is where its disk is, so only a new disk leaves a choice. */
export function ZoneChoice({ zones, free, wish, onChange }: Props) {
  const { disk } = wish;
  const kept = "id" in disk ? free.find(({ id }) => id === disk.id) : undefined;
  const fixed = kept?.zone ?? null;
  return (
    <section>
      <Select
        label="Zone"
        labelProps={{ className: classes.legend }}
        description={
          fixed === null
            ? "Tried first. Where it has no free machine, the next zone is tried."
            : "Where the disk is. Where it has no free machine, the next zone is tried, and the disk moves along."
        }
        allowDeselect={false}
        disabled={fixed !== null}
        value={fixed ?? wish.zone ?? ANY}
        onChange={(zone) => onChange({ zone: zone === null || zone === ANY ? undefined : zone })}
        data={[{ value: ANY, label: "Any" }, ...zones]}
      />
    </section>
  );
}
