package org.stipend.cost.money;

import java.math.BigInteger;

/**
 * The exact price of one usage unit, and how many base units that is.
 *
 * <p>A base unit is what the meter counts: one sub-unit (a thousandth of a vCPU, a MiB, a GiB, a
 * piece) for one second. A vCPU-hour is 3,600,000 of them. Prices are what the cloud publishes,
 * whole dollars and nanos, and are never rounded themselves.
 *
 * @param units whole dollars per usage unit
 * @param nanos and nano-dollars, 0 to 999,999,999
 * @param baseUnits base units in one usage unit
 */
public record UnitPrice(long units, int nanos, long baseUnits) {

  private static final BigInteger NANOS_PER_UNIT = BigInteger.valueOf(1_000_000_000);

  public UnitPrice {
    if (units < 0 || nanos < 0 || nanos > 999_999_999) {
      throw new IllegalArgumentException("Price of %d units, %d nanos".formatted(units, nanos));
    }
    if (baseUnits <= 0) {
      throw new IllegalArgumentException("A usage unit of " + baseUnits + " base units");
    }
  }

  /** What this many base units cost, before rounding. */
  public ExactAmount exactCostOf(long quantity) {
    return new ExactAmount(nanosTimes(quantity), BigInteger.valueOf(baseUnits));
  }

  /**
   * What this many base units cost, to the nearest nano. Meant for a running total: rounding parts
   * and adding them up gives another sum.
   */
  public Money costOf(long quantity) {
    return ExactAmount.round(nanosTimes(quantity), BigInteger.valueOf(baseUnits));
  }

  private BigInteger nanosTimes(long quantity) {
    return BigInteger.valueOf(units)
        .multiply(NANOS_PER_UNIT)
        .add(BigInteger.valueOf(nanos))
        .multiply(BigInteger.valueOf(quantity));
  }
}
