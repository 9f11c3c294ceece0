package org.stipend.cost.usage;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.stipend.cost.price.SkuKey;

/** The machine types the cloud offers, smallest first within a family. */
public final class MachineTypes {

  private static final SequencedMap<String, MachineType> BY_NAME = catalogue();

  private MachineTypes() {}

  public static Optional<MachineType> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  public static Collection<MachineType> all() {
    return BY_NAME.sequencedValues();
  }

  private static SequencedMap<String, MachineType> catalogue() {
    var types = new ArrayList<MachineType>();
    types.addAll(predefined("e2", "standard", "4", 2, 4, 8, 16, 32));
    types.addAll(predefined("e2", "highmem", "8", 2, 4, 8, 16));
    types.addAll(predefined("e2", "highcpu", "1", 2, 4, 8, 16, 32));
    types.add(machine("e2-micro", "e2", 250, 1_024));
    types.add(machine("e2-small", "e2", 500, 2_048));
    types.add(machine("e2-medium", "e2", 1_000, 4_096));
    types.addAll(predefined("n1", "standard", "3.75", 1, 2, 4, 8, 16, 32, 64, 96));
    types.addAll(predefined("n1", "highmem", "6.5", 2, 4, 8, 16, 32, 64, 96));
    types.addAll(predefined("n1", "highcpu", "0.9", 4, 8, 16, 32, 64, 96));
    types.addAll(predefined("n2", "standard", "4", 2, 4, 8, 16, 32, 48, 64, 80, 96, 128));
    types.addAll(predefined("n2", "highmem", "8", 2, 4, 8, 16, 32, 48, 64, 80, 96));
    types.addAll(predefined("n2", "highcpu", "1", 2, 4, 8, 16, 32, 48, 64, 80, 96));
    types.addAll(predefined("n2d", "standard", "4", 2, 4, 8, 16, 32, 48, 64, 80, 96, 128, 224));
    types.addAll(predefined("n2d", "highmem", "8", 2, 4, 8, 16, 32, 48, 64, 80, 96));
    types.addAll(predefined("c2", "standard", "4", 4, 8, 16, 30, 60));
    types.addAll(predefined("c3", "standard", "4", 4, 8, 22, 44, 88, 176));
    types.addAll(predefined("c3", "highmem", "8", 4, 8, 22, 44, 88, 176));
    types.addAll(predefined("c3", "highcpu", "2", 4, 8, 22, 44, 88, 176));
    types.add(accelerated("a2-highgpu-1g", 12, 85, "a100-40", 1));
    types.add(accelerated("a2-highgpu-2g", 24, 170, "a100-40", 2));
    types.add(accelerated("a2-highgpu-4g", 48, 340, "a100-40", 4));
    types.add(accelerated("a2-highgpu-8g", 96, 680, "a100-40", 8));
    types.add(accelerated("g2-standard-4", 4, 16, "l4", 1));
    types.add(accelerated("g2-standard-8", 8, 32, "l4", 1));
    types.add(accelerated("g2-standard-12", 12, 48, "l4", 1));
    types.add(accelerated("g2-standard-16", 16, 64, "l4", 1));
    types.add(accelerated("g2-standard-24", 24, 96, "l4", 2));
    types.add(accelerated("g2-standard-32", 32, 128, "l4", 1));
    types.add(accelerated("g2-standard-48", 48, 192, "l4", 4));
    types.add(accelerated("g2-standard-96", 96, 384, "l4", 8));
    types.add(sharedCore("f1-micro", "f1.micro", 200, 614));
    types.add(sharedCore("g1-small", "g1.small", 500, 1_741));
    var byName = new LinkedHashMap<String, MachineType>();
    types.forEach(type -> byName.put(type.name(), type));
    return byName;
  }

  private static List<MachineType> predefined(
      String family, String series, String gibPerVcpu, int... vcpus) {
    var types = new ArrayList<MachineType>();
    for (int count : vcpus) {
      types.add(
          machine(
              "%s-%s-%d".formatted(family, series, count),
              family,
              count * 1_000L,
              mib(new BigDecimal(gibPerVcpu).multiply(BigDecimal.valueOf(count)))));
    }
    return types;
  }

  /** The cloud counts memory in whole MiB: n1-highcpu-4 has 3,686, not 3,686.4. */
  private static long mib(BigDecimal gib) {
    return gib.multiply(BigDecimal.valueOf(1_024)).setScale(0, RoundingMode.HALF_UP).longValue();
  }

  private static MachineType machine(String name, String family, long milliVcpus, long memoryMib) {
    return new MachineType(
        name,
        family,
        milliVcpus,
        memoryMib,
        List.of(
            new Quantity(SkuKey.of(family + ".core"), milliVcpus),
            new Quantity(SkuKey.of(family + ".ram"), memoryMib)));
  }

  private static MachineType accelerated(
      String name, long vcpus, long memoryGib, String gpu, long count) {
    String family = name.substring(0, name.indexOf('-'));
    MachineType bundle =
        machine(name, family, vcpus * 1_000, memoryGib * 1_024).withGpus(gpu, count);
    return new MachineType(name, family, vcpus * 1_000, memoryGib * 1_024, bundle.parts());
  }

  /** Charged as one piece, not by vCPU and memory. */
  private static MachineType sharedCore(String name, String sku, long milliVcpus, long memoryMib) {
    return new MachineType(
        name,
        name.substring(0, 2),
        milliVcpus,
        memoryMib,
        List.of(new Quantity(SkuKey.of(sku), 1)));
  }
}
