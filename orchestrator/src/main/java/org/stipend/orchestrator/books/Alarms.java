package org.stipend.orchestrator.books;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What somebody has to look at.
 *
 * @param parked how many pools have a proof that failed: nothing is booked of them
 * @param unpriced how many stretches of use have no price in force
 * @param overGrace how many pools have disks that cost the platform more than it means to pay
 * @param pools the first of those parked
 * @param skus the first of those without a price
 * @param graces the most expensive of those over it
 */
public record Alarms(
    long parked,
    long unpriced,
    long overGrace,
    List<ParkedPool> pools,
    List<UnpricedSku> skus,
    List<GraceCost.Exceeded> graces) {

  static final Alarms NONE = new Alarms(0, 0, 0, List.of(), List.of(), List.of());

  /** A pool of which nothing is booked, and what its proof said. */
  public record ParkedPool(UUID researcher, Instant since, String because) {}

  /** A SKU that was used and has no price. */
  public record UnpricedSku(String sku, Instant since, long stretches, long pools) {}

  public boolean none() {
    return parked == 0 && unpriced == 0 && overGrace == 0;
  }
}
