package org.stipend.orchestrator.catalog;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stipend.cloud.Tool;
import org.stipend.cost.price.SkuKey;
import org.stipend.cost.usage.DiskType;
import org.stipend.cost.usage.MachineType;
import org.stipend.cost.usage.MachineTypes;

/** Which machine types, disk types and presets this installation offers: data, not code. */
@Component
public final class Offer {

  private static final String FILE = "/catalog/offer.json";

  private final SequencedMap<String, MachineType> machines = new LinkedHashMap<>();
  private final Map<String, MachineType> onSpot = new HashMap<>();
  private final SequencedMap<String, OfferedDisk> disks = new LinkedHashMap<>();
  private final List<Preset> presets;
  private final List<ToolText> tools;

  public Offer() {
    OfferFile file = Bundled.parse(Bundled.text(FILE), OfferFile.class);
    file.machines().forEach(name -> machines.put(name, parse(name)));
    machines.values().stream()
        .filter(type -> file.spotFamilies().contains(type.family()) && !type.hasGpu())
        .map(MachineType::onSpot)
        .forEach(type -> onSpot.put(type.name(), type));
    file.disks().forEach(disk -> disks.put(disk.id(), disk));
    this.presets = List.copyOf(file.presets());
    this.tools = List.copyOf(file.tools());
  }

  public Optional<MachineType> machineType(String name) {
    return Optional.ofNullable(machines.get(name)).or(() -> Optional.ofNullable(onSpot.get(name)));
  }

  /** The same machine on capacity that the cloud may take back; empty where it is not offered. */
  public Optional<MachineType> onSpot(String name) {
    return Optional.ofNullable(machines.get(name))
        .map(MachineType::onSpot)
        .filter(type -> onSpot.containsKey(type.name()));
  }

  /** The machine type that was asked for. */
  public Optional<MachineType> machineType(String name, boolean spot) {
    return spot ? onSpot(name) : machineType(name);
  }

  /** Empty for an unknown type; its bounds are {@link #accepts}'s to check. */
  public Optional<DiskType> diskType(String name) {
    return Optional.ofNullable(disks.get(name)).map(OfferedDisk::type);
  }

  /** Whether a new disk of this type may have this size. */
  public boolean accepts(String diskType, long gib) {
    return diskType(diskType)
        .filter(type -> gib >= type.minGib() && gib <= type.maxGib())
        .isPresent();
  }

  /** Everything that somebody may start to use. */
  SortedSet<SkuKey> skus() {
    SortedSet<SkuKey> skus = new TreeSet<>();
    Stream.concat(machines.values().stream(), onSpot.values().stream())
        .forEach(type -> type.parts().forEach(part -> skus.add(part.sku())));
    disks.values().forEach(disk -> skus.add(disk.type().ofGib(1).sku()));
    return skus;
  }

  List<MachineType> machineTypes() {
    return List.copyOf(machines.values());
  }

  List<OfferedDisk> diskTypes() {
    return List.copyOf(disks.values());
  }

  List<Preset> presets() {
    return presets;
  }

  List<ToolText> tools() {
    return tools;
  }

  /** {@code n1-standard-4+1xt4} is a machine type with one T4. */
  private static MachineType parse(String name) {
    int plus = name.indexOf('+');
    if (plus < 0) {
      return known(name);
    }
    int times = name.indexOf('x', plus);
    MachineType machine = known(name.substring(0, plus));
    return machine.withGpus(
        name.substring(times + 1), Long.parseLong(name.substring(plus + 1, times)));
  }

  private static MachineType known(String name) {
    return MachineTypes.named(name)
        .orElseThrow(() -> new IllegalStateException(FILE + " offers an unknown machine: " + name));
  }

  record OfferedDisk(String id, String name, String sku, long minGib, long maxGib) {
    DiskType type() {
      return new DiskType(id, SkuKey.of(sku), minGib, maxGib);
    }
  }

  record Preset(
      String id,
      String name,
      String machineType,
      @Nullable String gpu,
      String diskType,
      long diskGib) {}

  record ToolText(Tool id, String name, String description) {}

  private record OfferFile(
      List<String> machines,
      List<String> spotFamilies,
      List<OfferedDisk> disks,
      List<Preset> presets,
      List<ToolText> tools) {}
}
