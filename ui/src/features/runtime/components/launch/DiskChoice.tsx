import { Group, NumberInput, Radio, Select, Slider, Stack, Text } from "@mantine/core";
import type { CatalogView, DiskView } from "@/api/types";
import { Amount } from "@/components/Amount";
import { KeptUntil } from "@/components/KeptUntil";
import { When } from "@/components/When";
import { nanos } from "@/lib/money";
import { ChoiceCard } from "./ChoiceCard";
import classes from "./launch.module.css";
import { monthlyOf, newDisk, sizeProblem, type Wish } from "./wish";

interface Props {
  catalog: CatalogView;
  free: readonly DiskView[];
  wish: Wish;
  onChange: (part: Partial<Wish>) => void;
}

const NEW = "new";
const KEPT = "Kept when you delete the runtime.";

export function DiskChoice({ catalog, free, wish, onChange }: Props) {
  const preset = catalog.presets.find((each) => each.id === wish.preset);
  const choose = (id: string) => onChange({ disk: id === NEW ? newDisk(catalog, preset) : { id } });
  return (
    <section>
      <Stack gap="md">
        {free.length === 0 ? (
          <div>
            <div className={classes.legend}>Home disk</div>
            <Text size="sm" c="dimmed">
              {KEPT}
            </Text>
          </div>
        ) : (
          <Radio.Group
            label="Home disk"
            description={KEPT}
            descriptionProps={{ mb: "md" }}
            inputWrapperOrder={["label", "description", "input", "error"]}
            labelProps={{ className: classes.legend }}
            value={"id" in wish.disk ? wish.disk.id : NEW}
            onChange={choose}
          >
            <Stack gap="sm">
              {free.map((disk) => (
                <KeptDisk key={disk.id} disk={disk} />
              ))}
              <ChoiceCard value={NEW} name="New disk">
                Empty, with a size of your choice.
              </ChoiceCard>
            </Stack>
          </Radio.Group>
        )}
        {!("id" in wish.disk) && <NewDisk catalog={catalog} disk={wish.disk} onChange={onChange} />}
      </Stack>
    </section>
  );
}

function KeptDisk({ disk }: { disk: DiskView }) {
  return (
    <ChoiceCard
      value={disk.id}
      name={[`${disk.sizeGib} GiB ${disk.type}`, disk.zone].filter(Boolean).join(" · ")}
      aside={<Amount value={nanos(disk.perMonth)} per=" a month" />}
    >
      {disk.lastUsedAt ? (
        <>
          Last used <When at={disk.lastUsedAt} />, with its files
        </>
      ) : (
        "Never used"
      )}
      <KeptUntil kept={disk.kept} />
    </ChoiceCard>
  );
}

interface NewDiskProps {
  catalog: CatalogView;
  disk: { type: string; sizeGib: number };
  onChange: Props["onChange"];
}

function NewDisk({ catalog, disk, onChange }: NewDiskProps) {
  const type = catalog.diskTypes.find((each) => each.id === disk.type);
  const resize = (sizeGib: number) => onChange({ disk: { ...disk, sizeGib }, ownDisk: true });
  return (
    <Stack gap="md">
      <Group gap="md" align="flex-start" grow>
        <Select
          label="Type"
          allowDeselect={false}
          value={disk.type}
          onChange={(next) => next && onChange({ disk: { ...disk, type: next }, ownDisk: true })}
          data={catalog.diskTypes.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <NumberInput
          label="Size"
          suffix=" GiB"
          allowDecimal={false}
          allowNegative={false}
          thousandSeparator
          clampBehavior="none"
          value={disk.sizeGib || ""}
          onChange={(value) => resize(typeof value === "number" ? value : 0)}
          error={sizeProblem(catalog, disk)}
        />
      </Group>
      {type && <SizeSlider type={type} sizeGib={disk.sizeGib} onChange={resize} />}
      {sizeProblem(catalog, disk) === null && <MonthlyPrice catalog={catalog} disk={disk} />}
    </Stack>
  );
}

interface SizeProps {
  type: CatalogView["diskTypes"][number];
  sizeGib: number;
}

/** The slider covers the sizes people take; the field takes any that exists. */
const SLIDER_MOST = 500;

function SizeSlider({ type, sizeGib, onChange }: SizeProps & { onChange: (sizeGib: number) => void }) {
  return (
    <Slider
      min={type.minGib}
      max={Math.min(type.maxGib, SLIDER_MOST)}
      step={10}
      value={Math.min(sizeGib, SLIDER_MOST)}
      onChange={onChange}
      label={(value) => `${value} GiB`}
      thumbLabel="Size in GiB"
    />
  );
}

function MonthlyPrice({ catalog, disk }: Pick<NewDiskProps, "catalog" | "disk">) {
  return (
    <Text component="div" size="sm">
      <Amount value={monthlyOf(catalog, disk)} per=" a month" />
      {catalog.provider === "local" && (
        <Text span size="sm" c="dimmed">
          {" "}
          · the size is charged, not enforced, on this computer
        </Text>
      )}
    </Text>
  );
}
