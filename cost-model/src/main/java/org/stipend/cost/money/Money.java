package org.stipend.cost.money;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An amount of USD, the only currency, counted in nano-dollars.
 *
 * <p>Exact: sums never round, and what does not fit into a {@code long} (about nine billion
 * dollars) throws {@link ArithmeticException} and never wraps.
 */
public record Money(long nanos) implements Comparable<Money> {

  public static final Money ZERO = new Money(0);

  private static final int SCALE = 9;
  private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,10}(\\.\\d{1,9})?");

  public static Money ofNanos(long nanos) {
    return nanos == 0 ? ZERO : new Money(nanos);
  }

  public static Money ofDollars(long dollars) {
    return new Money(Math.multiplyExact(dollars, 1_000_000_000L));
  }

  /**
   * Reads a plain decimal such as {@code 300}, {@code -0.5} or {@code 0.189999000}: at most nine
   * fraction digits, no exponent, no plus, no separators.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static Money parse(String decimal) {
    if (!DECIMAL.matcher(decimal).matches()) {
      throw new IllegalArgumentException("Not an amount with up to nine decimals: " + decimal);
    }
    try {
      return ofNanos(new BigDecimal(decimal).movePointRight(SCALE).longValueExact());
    } catch (ArithmeticException tooLarge) {
      throw new IllegalArgumentException("Too large an amount: " + decimal, tooLarge);
    }
  }

  public static Money sum(Stream<Money> amounts) {
    return amounts.reduce(ZERO, Money::plus);
  }

  public Money plus(Money other) {
    return ofNanos(Math.addExact(nanos, other.nanos));
  }

  public Money minus(Money other) {
    return ofNanos(Math.subtractExact(nanos, other.nanos));
  }

  public Money negated() {
    return ofNanos(Math.negateExact(nanos));
  }

  public Money min(Money other) {
    return compareTo(other) <= 0 ? this : other;
  }

  public Money max(Money other) {
    return compareTo(other) >= 0 ? this : other;
  }

  public boolean isZero() {
    return nanos == 0;
  }

  public boolean isPositive() {
    return nanos > 0;
  }

  public boolean isNegative() {
    return nanos < 0;
  }

  public boolean isMoreThan(Money other) {
    return nanos > other.nanos;
  }

  public boolean isLessThan(Money other) {
    return nanos < other.nanos;
  }

  /** The amount in dollars with exactly nine decimals. */
  public BigDecimal toDecimal() {
    return BigDecimal.valueOf(nanos, SCALE);
  }

  @Override
  public int compareTo(Money other) {
    return Long.compare(nanos, other.nanos);
  }

  /** The amount in dollars with exactly nine decimals, as {@link #parse} reads it. */
  @Override
  public String toString() {
    return toDecimal().toPlainString();
  }
}
