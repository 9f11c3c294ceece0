package org.stipend.cost.money;

import static java.math.RoundingMode.HALF_EVEN;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * An amount in nano-dollars before it is rounded: a fraction, always in lowest terms.
 *
 * <p>{@link #rounded} is the only rounding in the system.
 */
public record ExactAmount(BigInteger numerator, BigInteger denominator)
    implements Comparable<ExactAmount> {

  public static final ExactAmount ZERO = new ExactAmount(BigInteger.ZERO, BigInteger.ONE);

  public ExactAmount {
    if (denominator.signum() <= 0) {
      throw new IllegalArgumentException("Denominator " + denominator + " is not positive");
    }
    BigInteger common = numerator.gcd(denominator);
    if (!common.equals(BigInteger.ONE)) {
      numerator = numerator.divide(common);
      denominator = denominator.divide(common);
    }
  }

  public static ExactAmount of(Money amount) {
    return new ExactAmount(BigInteger.valueOf(amount.nanos()), BigInteger.ONE);
  }

  public ExactAmount plus(ExactAmount other) {
    if (denominator.equals(other.denominator)) {
      return new ExactAmount(numerator.add(other.numerator), denominator);
    }
    return new ExactAmount(
        numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
        denominator.multiply(other.denominator));
  }

  public ExactAmount times(long factor) {
    return new ExactAmount(numerator.multiply(BigInteger.valueOf(factor)), denominator);
  }

  /** To the nearest nano; exactly between two, to the even one. */
  public Money rounded() {
    return round(numerator, denominator);
  }

  static Money round(BigInteger numerator, BigInteger denominator) {
    return Money.ofNanos(
        new BigDecimal(numerator)
            .divide(new BigDecimal(denominator), 0, HALF_EVEN)
            .longValueExact());
  }

  @Override
  public int compareTo(ExactAmount other) {
    return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
  }
}
