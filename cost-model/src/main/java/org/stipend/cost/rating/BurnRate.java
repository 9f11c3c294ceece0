package org.stipend.cost.rating;

import java.time.Duration;
import org.stipend.cost.money.ExactAmount;
import org.stipend.cost.money.Money;
import org.stipend.cost.money.UnitPrice;

/** What is lost per second, in nano-dollars and exactly: a fraction, never rounded on the way. */
public record BurnRate(ExactAmount perSecond) {

  public static final BurnRate NONE = new BurnRate(ExactAmount.ZERO);

  /** Of a constant quantity at a price. */
  public static BurnRate of(UnitPrice price, long quantity) {
    return new BurnRate(price.exactCostOf(quantity));
  }

  public BurnRate plus(BurnRate other) {
    return new BurnRate(perSecond.plus(other.perSecond));
  }

  public Money over(Duration duration) {
    return perSecond.times(duration.toSeconds()).rounded();
  }

  public Money perHour() {
    return over(Duration.ofHours(1));
  }

  public Money perDay() {
    return over(Duration.ofDays(1));
  }
}
