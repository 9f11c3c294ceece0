package org.stipend.cost.usage;

import java.util.List;
import java.util.Optional;
import org.stipend.cost.price.SkuKey;

/**
 * A kind of disk and the SKU it is charged as, by provisioned GiB.
 *
 * @param minGib the cloud's own bounds
 */
public record DiskType(String name, SkuKey sku, long minGib, long maxGib) {

  private static final List<DiskType> ALL =
      List.of(
          new DiskType("pd-standard", SkuKey.of("pd.standard"), 10, 65_536),
          new DiskType("pd-balanced", SkuKey.of("pd.balanced"), 10, 65_536),
          new DiskType("pd-ssd", SkuKey.of("pd.ssd"), 10, 65_536));

  public static List<DiskType> all() {
    return ALL;
  }

  public static Optional<DiskType> named(String name) {
    return ALL.stream().filter(type -> type.name.equals(name)).findFirst();
  }

  /** What a disk of this size is charged as. */
  public Quantity ofGib(long gib) {
    return new Quantity(sku, gib);
  }
}
