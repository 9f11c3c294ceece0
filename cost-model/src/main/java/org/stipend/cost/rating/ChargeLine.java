package org.stipend.cost.rating;

import org.stipend.cost.PriceId;
import org.stipend.cost.ResourceId;
import org.stipend.cost.money.Money;
import org.stipend.cost.money.UnitPrice;
import org.stipend.cost.price.Price;
import org.stipend.cost.price.SkuKey;
import org.stipend.cost.time.BillingMonth;

/**
 * One resource, one SKU, one price version, one UTC month: all that was used of it so far, exactly,
 * and what was posted for it.
 *
 * <p>Invariant: posted is the rounded cost of the cumulative quantity. A posting is the difference
 * to what was posted before, so however often and wherever the line is cut, its postings add up to
 * the same nanos.
 *
 * @param quantity cumulative, in base units (sub-units times seconds)
 * @param posted by all payers together
 */
public record ChargeLine(Key key, UnitPrice price, long quantity, Money posted) {

  /** What makes a line: it has at most one row. */
  public record Key(ResourceId resource, SkuKey sku, PriceId price, BillingMonth month) {

    /** Resource, SKU, price version and month, for keys and digests. */
    @Override
    public String toString() {
      return "%s/%s/%s/%s".formatted(resource, sku, price, month);
    }
  }

  public ChargeLine {
    if (quantity < 0) {
      throw new IllegalArgumentException("Charge line %s with %d used".formatted(key, quantity));
    }
  }

  /** A line of which nothing is used yet. */
  public static ChargeLine opened(ResourceId resource, Price price, BillingMonth month) {
    return new ChargeLine(
        new Key(resource, price.sku(), price.id(), month), price.in(month), 0, Money.ZERO);
  }

  /** This line after more (or, to correct it, less) was used: posted up to then. */
  public ChargeLine plus(long used) {
    long total = Math.addExact(quantity, used);
    return new ChargeLine(key, price, total, price.costOf(total));
  }

  /** What is to be posted when so much more is used. */
  public Money nextPosting(long used) {
    return price.costOf(Math.addExact(quantity, used)).minus(posted);
  }
}
