package org.stipend.orchestrator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.stipend.cost.PriceId;
import org.stipend.cost.money.Money;
import org.stipend.cost.price.Price;
import org.stipend.cost.price.PriceList;
import org.stipend.cost.price.SkuKey;
import org.stipend.cost.price.UsageUnit;
import org.stipend.cost.time.Interval;
import org.stipend.cost.usage.Quantity;

class OrphanCostTest {

  private static final Instant START = Instant.parse("2026-03-31T12:00:00Z");
  private static final Instant NEW_PRICE = Instant.parse("2026-04-01T06:00:00Z");
  private static final SkuKey SKU = SkuKey.of("n1.core");
  private static final Quantity ONE_CORE = new Quantity(SKU, 1000);
  private static final PriceList PRICES =
      PriceList.of(
          price(1, Instant.parse("2026-01-01T00:00:00Z"), NEW_PRICE), price(2, NEW_PRICE, null));

  @Test
  void followsThePriceFromMonthToMonthAndListToList() {
    Interval day = new Interval(START, START.plusSeconds(86_400));

    assertThat(OrphanCost.of(ONE_CORE, PRICES, day)).isEqualTo(Money.ofDollars(18 + 2 * 6));
  }

  @Test
  void whatHadNoPriceCostsNothing() {
    Instant before = Instant.parse("2025-12-31T23:00:00Z");

    assertThat(OrphanCost.of(ONE_CORE, PRICES, new Interval(before, before.plusSeconds(7_200))))
        .isEqualTo(Money.ofDollars(1));
    assertThat(OrphanCost.of(ONE_CORE, PRICES, Interval.at(START))).isEqualTo(Money.ZERO);
  }

  private static Price price(long dollars, Instant from, Instant to) {
    return new Price(
        new PriceId(new UUID(0, dollars)), SKU, null, UsageUnit.VCPU_HOUR, dollars, 0, from, to);
  }
}
