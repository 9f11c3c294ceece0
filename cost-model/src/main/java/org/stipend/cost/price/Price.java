package org.stipend.cost.price;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stipend.cost.PriceId;
import org.stipend.cost.money.UnitPrice;
import org.stipend.cost.time.BillingMonth;
import org.stipend.cost.time.Interval;

/**
 * One version of one SKU's price. Never edited: another price is another version, and usage keeps
 * the version that was in force at each of its seconds.
 *
 * @param cloudSku the cloud's own id, where known
 * @param units whole dollars per usage unit
 * @param nanos and nano-dollars
 * @param effectiveTo exclusive; null: until further notice
 */
public record Price(
    PriceId id,
    SkuKey sku,
    @Nullable String cloudSku,
    UsageUnit unit,
    long units,
    int nanos,
    Instant effectiveFrom,
    @Nullable Instant effectiveTo) {

  public Price {
    Interval.requireWholeSecond(effectiveFrom);
    if (effectiveTo != null) {
      Interval.requireWholeSecond(effectiveTo);
      if (!effectiveTo.isAfter(effectiveFrom)) {
        throw new IllegalArgumentException("%s is never in force".formatted(sku));
      }
    }
    var _ = new UnitPrice(units, nanos, 1); // refuses what is no price
  }

  /** The price with the divisor that holds in a month. */
  public UnitPrice in(BillingMonth month) {
    return new UnitPrice(units, nanos, unit.baseUnits(month));
  }

  public boolean isInForceAt(Instant instant) {
    return !instant.isBefore(effectiveFrom)
        && (effectiveTo == null || instant.isBefore(effectiveTo));
  }

  public Optional<Instant> end() {
    return Optional.ofNullable(effectiveTo);
  }
}
