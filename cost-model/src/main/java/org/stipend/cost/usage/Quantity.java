package org.stipend.cost.usage;

import org.stipend.cost.price.SkuKey;

/**
 * So much of a SKU, held from one second to the next.
 *
 * @param amount in sub-units of the SKU's usage unit: thousandths of a vCPU, MiB of memory, GiB of
 *     disk, pieces
 */
public record Quantity(SkuKey sku, long amount) {

  public Quantity {
    if (amount <= 0) {
      throw new IllegalArgumentException("%d of %s".formatted(amount, sku));
    }
  }

  public static Quantity of(String sku, long amount) {
    return new Quantity(SkuKey.of(sku), amount);
  }
}
