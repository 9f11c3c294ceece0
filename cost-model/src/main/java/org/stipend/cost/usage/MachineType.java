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

  /** This machine type with accelerators attached, such as {@code t4}. */
  public MachineType withGpus(String gpu, long count) {
    var all = new ArrayList<>(parts);
    all.add(new Quantity(SkuKey.of(GPU + gpu), count));
    return new MachineType(
        "%s+%dx%s".formatted(name, count, gpu), family, milliVcpus, memoryMib, all);
  }
}
