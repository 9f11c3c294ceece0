package org.stipend.cost.time;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.time.YearMonth;

/**
 * A UTC calendar month. A price per month is divided by the seconds of the month it is used in, so
 * that a full month costs exactly the monthly price, whether it has 28 or 31 days.
 */
public record BillingMonth(YearMonth month) implements Comparable<BillingMonth> {

  private static final long SECONDS_PER_DAY = 86_400;

  public static BillingMonth of(Instant instant) {
    return new BillingMonth(YearMonth.from(instant.atOffset(UTC)));
  }

  public static BillingMonth of(int year, int month) {
    return new BillingMonth(YearMonth.of(year, month));
  }

  public Instant start() {
    return month.atDay(1).atStartOfDay().toInstant(UTC);
  }

  /** The first instant of the next month. */
  public Instant end() {
    return next().start();
  }

  public BillingMonth next() {
    return new BillingMonth(month.plusMonths(1));
  }

  public long seconds() {
    return month.lengthOfMonth() * SECONDS_PER_DAY;
  }

  @Override
  public int compareTo(BillingMonth other) {
    return month.compareTo(other.month);
  }

  /** Such as {@code 2026-11}. */
  @Override
  public String toString() {
    return month.toString();
  }
}
