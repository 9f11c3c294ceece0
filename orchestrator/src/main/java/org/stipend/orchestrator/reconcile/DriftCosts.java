package org.stipend.orchestrator.reconcile;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stipend.cost.money.Money;
import org.stipend.cost.rating.Estimate;
import org.stipend.cost.usage.Quantity;
import org.stipend.orchestrator.catalog.Offer;
import org.stipend.orchestrator.catalog.PriceLists;

/** What drifts cost by the price list. */
@Component
final class DriftCosts {

  private final Offer offer;
  private final PriceLists prices;

  DriftCosts(Offer offer, PriceLists prices) {
    this.offer = offer;
    this.prices = prices;
  }

  /**
   * A day of it as it is now; null where its type has no price here.
   *
   * @param burns else it costs nothing
   */
  @Nullable Money perDay(
      Drift.Kind kind, @Nullable String type, long sizeGib, boolean burns, Instant now) {
    if (!burns) {
      return Money.ZERO;
    }
    return parts(kind, type, sizeGib)
        .map(known -> Estimate.of(known, prices.all(), now))
        .filter(estimate -> estimate.unpriced().isEmpty())
        .map(estimate -> estimate.burnRate().perDay())
        .orElse(null);
  }

  Optional<List<Quantity>> parts(Drift.Kind kind, @Nullable String type, long sizeGib) {
    if (type == null) {
      return Optional.empty();
    }
    return switch (kind) {
      case UNKNOWN_DISK, DISK_LOST ->
          offer.diskType(type).map(disk -> List.of(disk.ofGib(sizeGib)));
      case UNKNOWN_MACHINE, OLDER_MACHINE, RUNS_UNWANTED, MACHINE_OFF, MACHINE_LOST ->
          offer.machineType(type).map(machine -> machine.parts());
    };
  }
}
