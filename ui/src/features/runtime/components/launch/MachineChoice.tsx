import { Radio, Select, SimpleGrid, Stack, Text } from "@mantine/core";
import type { CatalogView, DiskView, MachineTypeView, PresetView } from "@/api/types";
import { Amount } from "@/components/Amount";
import { type Nanos, nanos, perHour } from "@/lib/money";
import { hoursWords } from "@/lib/time";
import { computerWords } from "@/model/computer";
import { machineWords } from "@/model/runtime";
import { ChoiceCard } from "./ChoiceCard";
import classes from "./launch.module.css";
import { SpotChoice } from "./SpotChoice";
import { monthlyOf, priceOf, savedOnSpot, sizeProblem, type Wish, withPreset } from "./wish";

interface Props {
  catalog: CatalogView;
  free: readonly DiskView[];
  wish: Wish;
  /** Credit of the payer, once an estimate has told it. */
  available: string | undefined;
  onChange: (part: Partial<Wish>) => void;
}

const OWN = "custom";

export function MachineChoice({ catalog, free, wish, available, onChange }: Props) {
  const disk = diskOf(catalog, free, wish);
  return (
    <section>
      <Stack gap="md">
        <Radio.Group
          label="Machine"
          labelProps={{ className: classes.legend }}
          value={wish.preset ?? OWN}
          onChange={(id) => onChange(withPreset(wish, catalog, id))}
        >
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
            {catalog.presets.map((preset) => (
              <PresetCard
                key={preset.id}
                preset={preset}
                catalog={catalog}
                disk={disk}
                available={available}
                spot={wish.spot === true}
              />
            ))}
            <ChoiceCard value={OWN} name="Custom">
              Any machine type of the price list.
            </ChoiceCard>
          </SimpleGrid>
        </Radio.Group>
        {wish.preset === null && (
          <MachineTypes types={catalog.machineTypes} value={wish.machineType} onChange={onChange} />
        )}
        <SpotChoice catalog={catalog} wish={wish} onChange={onChange} />
        {catalog.computer && (
          <Text size="sm" c="dimmed">
            {computerWords(catalog.computer)}, charged as {wish.machineType}.
          </Text>
        )}
      </Stack>
    </section>
  );
}

interface ChosenDisk {
  sizeGib: number;
  perMonth: Nanos;
}

/** null: not yet one that can be had, so that presets show their own. */
function diskOf(catalog: CatalogView, free: readonly DiskView[], { disk }: Wish): ChosenDisk | null {
  if (!("id" in disk)) {
    const isWrong = sizeProblem(catalog, disk) !== null;
    return isWrong ? null : { sizeGib: disk.sizeGib, perMonth: monthlyOf(catalog, disk) };
  }
  const kept = free.find(({ id }) => id === disk.id);
  return kept ? { sizeGib: kept.sizeGib, perMonth: nanos(kept.perMonth) } : null;
}

interface PresetProps {
  disk: ChosenDisk | null;
  preset: PresetView;
  catalog: CatalogView;
  available: string | undefined;
  spot: boolean;
}

function PresetCard({ preset, catalog, disk, available, spot }: PresetProps) {
  const type = catalog.machineTypes.find((each) => each.id === preset.machineType);
  const missing = preset.missing !== null;
  const standard = (disk && priceOf(catalog, preset, disk.perMonth)) ?? nanos(preset.perHour);
  const rate = standard - savedOnSpot(catalog, preset.machineType, spot);
  return (
    <ChoiceCard
      value={preset.id}
      name={preset.name}
      disabled={missing}
      aside={<Amount value={rate} precision="rate" per="/h" />}
    >
      {type && `${machineWords(type)} · ${disk?.sizeGib ?? preset.diskGib} GiB disk`}
      {preset.gpu && ` · ${preset.gpu}`}
      <br />
      {missing ? `Not available: ${preset.missing}` : hoursOf(preset, rate, available)}
    </ChoiceCard>
  );
}

function hoursOf(preset: PresetView, rate: Nanos, available: string | undefined): string {
  if (available === undefined || rate === 0n) return preset.machineType;
  return `about ${hoursWords(Number(nanos(available) / rate))} with the credit`;
}

interface TypesProps {
  types: readonly MachineTypeView[];
  value: string;
  onChange: Props["onChange"];
}

function MachineTypes({ types, value, onChange }: TypesProps) {
  const families = [...new Set(types.map((type) => type.family))];
  return (
    <Select
      label="Machine type"
      description="Charged by the second, at least one minute each start."
      searchable
      allowDeselect={false}
      nothingFoundMessage="No such machine type"
      maxDropdownHeight={320}
      value={value}
      onChange={(machineType) => machineType && onChange({ machineType })}
      data={families.map((family) => ({
        group: family,
        items: types
          .filter((type) => type.family === family)
          .map((type) => ({
            value: type.id,
            label: `${type.id} · ${machineWords(type)} · ${type.missing === null ? perHour(nanos(type.perHour)) : "not available here"}`,
            disabled: type.missing !== null,
          })),
      }))}
    />
  );
}
