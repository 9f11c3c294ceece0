package org.stipend.cost.testing;

import java.math.BigInteger;
import java.time.Instant;
import org.stipend.cost.RuntimeId;
import org.stipend.cost.price.Price;
import org.stipend.cost.time.BillingMonth;
import org.stipend.cost.usage.Use;

/** What a use owes and costs, in exact integers and by nothing of the product. */
final class SlowRating {

  private static final long MINIMUM = 60;

  private SlowRating() {}

  static long rounded(Price price, Instant second, BigInteger quantity) {
    BigInteger nanos =
        BigInteger.valueOf(price.units())
            .multiply(BigInteger.TEN.pow(9))
            .add(BigInteger.valueOf(price.nanos()));
    BigInteger divisor =
        switch (price.unit()) {
          case VCPU_HOUR -> BigInteger.valueOf(3_600_000);
          case GIB_HOUR -> BigInteger.valueOf(3_686_400);
          case HOUR -> BigInteger.valueOf(3_600);
          case GIB_MONTH -> BigInteger.valueOf(secondsOfMonth(second));
        };
    BigInteger[] parts = nanos.multiply(quantity).divideAndRemainder(divisor);
    int half = parts[1].compareTo(divisor.subtract(parts[1]));
    boolean up = half > 0 || (half == 0 && parts[0].testBit(0));
    return parts[0].longValueExact() + (up ? 1 : 0);
  }

  private static long secondsOfMonth(Instant second) {
    var month = BillingMonth.of(second);
    return month.end().getEpochSecond() - month.start().getEpochSecond();
  }

  static BigInteger quantity(Use use, long seconds) {
    return BigInteger.valueOf(use.quantity().amount()).multiply(BigInteger.valueOf(seconds));
  }

  static long owed(Use use, Instant now) {
    long age = now.getEpochSecond() - use.start().getEpochSecond();
    return isMachine(use) ? Math.max(0, MINIMUM - age) : 0;
  }

  static boolean isLiveOrInstant(Use use, Instant now) {
    return use.covers(now) || (isMachine(use) && isInstant(use) && use.start().equals(now));
  }

  static boolean isMachine(Use use) {
    return use.resource() instanceof RuntimeId;
  }

  static boolean isInstant(Use use) {
    return use.start().equals(use.end());
  }
}
