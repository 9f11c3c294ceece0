package org.stipend.orchestrator.reconcile;

import java.time.Instant;
import java.util.Optional;
import org.stipend.cost.money.Money;
import org.stipend.cost.price.Price;
import org.stipend.cost.price.PriceList;
import org.stipend.cost.time.BillingMonth;
import org.stipend.cost.time.Interval;
import org.stipend.cost.usage.Quantity;

/** What holding a quantity costs: each stretch with one price in one month is rounded once. */
final class OrphanCost {

  private OrphanCost() {}

  /** Time without a price costs nothing here: nobody is charged on a guess. */
  static Money of(Quantity quantity, PriceList prices, Interval interval) {
    Money cost = Money.ZERO;
    Instant from = interval.start();
    while (from.isBefore(interval.end())) {
      BillingMonth month = BillingMonth.of(from);
      Instant until = earliest(quantity, prices, from, month, interval.end());
      Optional<Price> price = prices.at(quantity.sku(), from);
      if (price.isPresent()) {
        long seconds = new Interval(from, until).seconds();
        cost =
            cost.plus(price.get().in(month).costOf(Math.multiplyExact(quantity.amount(), seconds)));
      }
      from = until;
    }
    return cost;
  }

  private static Instant earliest(
      Quantity quantity, PriceList prices, Instant from, BillingMonth month, Instant end) {
    Instant until = month.end().isBefore(end) ? month.end() : end;
    return prices
        .nextChangeAfter(quantity.sku(), from)
        .filter(change -> change.isBefore(until))
        .orElse(until);
  }
}
