import type { CatalogView, DiskView, EstimateRequest, PresetView, RuntimeView, ToolId } from "@/api/types";
import { nanos, type Nanos } from "@/lib/money";

/** What the person has chosen so far. */
export interface Wish {
  tool: ToolId | null;
  /** null: a machine type of one's own choice. */
  preset: PresetView["id"] | null;
  machineType: string;
  disk: { id: string } | { type: string; sizeGib: number };
  /** The new disk was chosen by hand, so no preset changes it. */
  ownDisk?: boolean;
  /** On capacity that the provider may take back; where the machine type has none it is not. */
  spot?: boolean;
  /** Tried first; absent: any. A kept disk decides by itself. */
  zone?: string;
}

export function firstWish(
  catalog: CatalogView,
  taken: ReadonlyMap<ToolId, RuntimeView>,
  free: readonly DiskView[],
  disk: string | undefined,
): Wish {
  const tool = catalog.tools.find((each) => each.available && !taken.has(each.id));
  const usable = catalog.presets.filter((each) => each.missing === null);
  const preset = usable.find((each) => each.id === "standard") ?? usable[0];
  const kept = free.find((each) => each.id === disk) ?? lastUsed(free);
  return {
    tool: tool?.id ?? null,
    preset: preset?.id ?? null,
    machineType: preset?.machineType ?? catalog.machineTypes[0]?.id ?? "",
    disk: kept ? { id: kept.id } : newDisk(catalog, preset),
  };
}

export function newDisk(catalog: CatalogView, preset?: PresetView): { type: string; sizeGib: number } {
  const type = catalog.diskTypes.find((each) => each.id === preset?.diskType) ?? catalog.diskTypes[0];
  return { type: type?.id ?? "", sizeGib: preset?.diskGib ?? 50 };
}

/** What choosing a machine changes: a preset sizes the new disk too, unless a person chose the disk. */
export function withPreset(wish: Wish, catalog: CatalogView, id: string): Partial<Wish> {
  const preset = catalog.presets.find((each) => each.id === id);
  if (!preset) return { preset: null };
  const keepsDisk = "id" in wish.disk || wish.ownDisk;
  return {
    preset: preset.id,
    machineType: preset.machineType,
    ...(keepsDisk ? {} : { disk: newDisk(catalog, preset) }),
  };
}

/** The wish as far as it can still be had: somebody may have taken the tool or the disk meanwhile. */
export function possible(
  wish: Wish,
  catalog: CatalogView,
  taken: ReadonlyMap<ToolId, RuntimeView>,
  free: readonly DiskView[],
): Wish {
  const { tool, disk } = wish;
  const preset = catalog.presets.find((each) => each.id === wish.preset);
  const isGone = "id" in disk && !free.some((each) => each.id === disk.id);
  return {
    ...wish,
    tool: tool !== null && taken.has(tool) ? null : tool,
    disk: isGone ? newDisk(catalog, preset) : disk,
  };
}

/** One's own runtimes here by tool. */
export function takenTools(runtimes: readonly RuntimeView[], me: string): ReadonlyMap<ToolId, RuntimeView> {
  return new Map(
    runtimes
      .filter(({ owner, desired }) => owner.id === me && desired !== "DELETED")
      .map((each) => [each.tool, each]),
  );
}

/** Disks nobody holds, the one used last first. */
export function freeDisks(disks: readonly DiskView[]): DiskView[] {
  const used = (disk: DiskView) => disk.lastUsedAt ?? disk.createdAt;
  return disks
    .filter((disk) => disk.state === "READY" && disk.attachedTo === null && disk.allowed.includes("LAUNCH"))
    .sort((a, b) => (used(a) === used(b) ? a.id.localeCompare(b.id) : used(a) < used(b) ? 1 : -1));
}

function lastUsed(free: readonly DiskView[]): DiskView | undefined {
  return free[0];
}

/** What a preset's machine costs with the disk that is chosen; null where the list has no such price. */
export function priceOf(catalog: CatalogView, preset: PresetView, perMonth: Nanos): Nanos | null {
  const own = presetDisk(catalog, preset);
  const hourly = hourlyOf(catalog, perMonth);
  const ownHourly = hourlyOf(catalog, own);
  return hourly === null || ownHourly === null ? null : nanos(preset.perHour) - ownHourly + hourly;
}

/** By the presets without a GPU: beyond their machine they are charged for their disk alone. */
function hourlyOf(catalog: CatalogView, perMonth: Nanos): Nanos | null {
  for (const preset of catalog.presets.filter(({ gpu }) => gpu === null)) {
    const type = catalog.machineTypes.find(({ id }) => id === preset.machineType);
    const monthly = presetDisk(catalog, preset);
    if (type && monthly > 0n) return ((nanos(preset.perHour) - nanos(type.perHour)) * perMonth) / monthly;
  }
  return null;
}

function presetDisk(catalog: CatalogView, { diskType, diskGib }: PresetView): Nanos {
  return monthlyOf(catalog, { type: diskType, sizeGib: diskGib });
}

export function monthlyOf(catalog: CatalogView, disk: { type: string; sizeGib: number }): Nanos {
  const type = catalog.diskTypes.find(({ id }) => id === disk.type);
  const size = Number.isInteger(disk.sizeGib) && disk.sizeGib > 0 ? BigInt(disk.sizeGib) : 0n;
  return type ? nanos(type.perGibMonth) * size : 0n;
}

/** What the size is short of or over, in words; null when it is fine. */
export function sizeProblem(catalog: CatalogView, disk: Wish["disk"]): string | null {
  if ("id" in disk) return null;
  const type = catalog.diskTypes.find((each) => each.id === disk.type);
  if (!type) return "Choose a disk type.";
  const gib = (size: number) => `${size.toLocaleString("en-US")} GiB`;
  if (!Number.isInteger(disk.sizeGib)) return "Whole GiB only.";
  if (disk.sizeGib === 0) return `Say a size, from ${gib(type.minGib)} to ${gib(type.maxGib)}.`;
  if (disk.sizeGib < type.minGib) return `Too small: ${type.name} begins at ${gib(type.minGib)}.`;
  return disk.sizeGib > type.maxGib ? `Too large: ${type.name} ends at ${gib(type.maxGib)}.` : null;
}

/** Per hour on Spot; null where the chosen machine type is not offered on it. */
export function spotPriceOf(catalog: CatalogView, { machineType }: Wish): Nanos | null {
  const price = catalog.machineTypes.find(({ id }) => id === machineType)?.spotPerHour ?? null;
  return price === null ? null : nanos(price);
}

/** How much less a machine type costs an hour on Spot, where it is wanted and offered. */
export function savedOnSpot(catalog: CatalogView, machineType: string, spot: boolean): Nanos {
  const type = catalog.machineTypes.find(({ id }) => id === machineType);
  return spot && type?.spotPerHour ? nanos(type.perHour) - nanos(type.spotPerHour) : 0n;
}

export function isOnSpot(catalog: CatalogView, wish: Wish): boolean {
  return wish.spot === true && spotPriceOf(catalog, wish) !== null;
}

/** What a launch says of the zone: of a kept disk nothing, since its machine is where it is. */
export function zoneOf({ disk, zone }: Wish): { zone?: string } {
  return "id" in disk || zone === undefined ? {} : { zone };
}

/** null while the wish is not complete enough to have a price. */
export function requestOf(catalog: CatalogView, wish: Wish): (EstimateRequest & { tool: ToolId }) | null {
  const { tool, machineType, disk } = wish;
  if (tool === null || !machineType || sizeProblem(catalog, disk) !== null) return null;
  return { tool, machineType, disk, ...(isOnSpot(catalog, wish) ? { spot: true } : {}) };
}
