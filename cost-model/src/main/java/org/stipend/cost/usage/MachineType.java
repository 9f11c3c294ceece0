package org.stipend.cost.usage;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.stipend.cost.price.SkuKey;

/**
 * The cloud's named combination of vCPU and memory, and the quantities it is charged as.
 *
 * @param family such as {@code n1}
 * @param milliVcpus thousandths of a vCPU
 * @param parts what is charged while it runs; the sum of their prices is its price
 */
public record MachineType(
    String name, String family, long milliVcpus, long memoryMib, List<Quantity> parts) {

  private static final String GPU = "gpu.";
  private static final String SPOT = "+spot";

  public MachineType {
    parts = List.copyOf(parts);
  }

  public BigDecimal vcpus() {
    return BigDecimal.valueOf(milliVcpus, 3);
  }

  public BigDecimal memoryGib() {
    return BigDecimal.valueOf(memoryMib).divide(BigDecimal.valueOf(1_024));
  }

  public boolean hasGpu() {
    return parts.stream().anyMatch(part -> part.sku().value().startsWith(GPU));
  }

  /** It is cheaper, and the cloud may take it back at any time. */
  public boolean isSpot() {
    return isSpot(name);
  }

  public static boolean isSpot(String name) {
    return name.endsWith(SPOT);
  }

  /** The cloud's name of a machine type, on Spot or not. */
  public static String shapeOf(String name) {
    return isSpot(name) ? name.substring(0, name.length() - SPOT.length()) : name;
  }

  /** This machine type on capacity that the cloud may take back: {@code n1.spot.core} and so on. */
  public MachineType onSpot() {
    return new MachineType(
        name + SPOT,
        family,
        milliVcpus,
        memoryMib,
        parts.stream().map(MachineType::onSpot).toList());
  }

  private static Quantity onSpot(Quantity part) {
    String sku = part.sku().value();
    int end = sku.lastIndexOf('.');
    return new Quantity(
        SkuKey.of(sku.substring(0, end) + ".spot" + sku.substring(end)), part.amount());
  }

  /** This machine type with accelerators attached, such as {@code t4}. */
  public MachineType withGpus(String gpu, long count) {
    var all = new ArrayList<>(parts);
    all.add(new Quantity(SkuKey.of(GPU + gpu), count));
    return new MachineType(
        "%s+%dx%s".formatted(name, count, gpu), family, milliVcpus, memoryMib, all);
  }
}
