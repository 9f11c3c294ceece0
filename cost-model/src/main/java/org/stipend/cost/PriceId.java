package org.stipend.cost;

import java.util.UUID;

/** Names one version of one SKU's price. */
public record PriceId(UUID value) {

  @Override
  public String toString() {
    return value.toString();
  }
}
