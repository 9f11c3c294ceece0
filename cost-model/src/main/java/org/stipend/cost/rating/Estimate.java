package org.stipend.cost.rating;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.stipend.cost.money.Money;
import org.stipend.cost.money.UnitPrice;
import org.stipend.cost.price.Price;
import org.stipend.cost.price.PriceList;
import org.stipend.cost.price.SkuKey;
import org.stipend.cost.time.BillingMonth;
import org.stipend.cost.usage.Quantity;
import org.stipend.cost.usage.Run;

/**
 * What usage that has not happened would cost, at the prices and in the month of an instant: line
 * by line the same amounts that are posted once it has.
 *
 * @param lines one for each priced quantity
 * @param unpriced what has no price at that instant, so that its cost is not known
 */
public record Estimate(List<Line> lines, List<SkuKey> unpriced) {

  /** One quantity and the price it would have. */
  public record Line(Quantity quantity, Price price, BillingMonth month) {

    public UnitPrice unitPrice() {
      return price.in(month);
    }

    public BurnRate burnRate() {
      return BurnRate.of(unitPrice(), quantity.amount());
    }

    /** What is posted for it after a while, from the first second on. */
    public Money costOf(Duration duration) {
      return unitPrice().costOf(Math.multiplyExact(quantity.amount(), duration.toSeconds()));
    }
  }

  public Estimate {
    lines = List.copyOf(lines);
    unpriced = List.copyOf(unpriced);
  }

  public static Estimate of(Collection<Quantity> quantities, PriceList prices, Instant at) {
    var lines = new ArrayList<Line>();
    var unpriced = new ArrayList<SkuKey>();
    for (Quantity quantity : quantities) {
      prices
          .at(quantity.sku(), at)
          .ifPresentOrElse(
              price -> lines.add(new Line(quantity, price, BillingMonth.of(at))),
              () -> unpriced.add(quantity.sku()));
    }
    return new Estimate(lines, unpriced);
  }

  public BurnRate burnRate() {
    return lines.stream().map(Line::burnRate).reduce(BurnRate.NONE, BurnRate::plus);
  }

  /** What is posted after a while: the sum of the lines, each rounded on its own. */
  public Money costOf(Duration duration) {
    return Money.sum(lines.stream().map(line -> line.costOf(duration)));
  }

  /** What even the shortest run of these quantities costs. */
  public Money minimum() {
    return costOf(Run.MINIMUM);
  }

  /** What holding these quantities for all of the month costs. */
  public Money perMonth() {
    return Money.sum(
        lines.stream().map(line -> line.costOf(Duration.ofSeconds(line.month().seconds()))));
  }
}
