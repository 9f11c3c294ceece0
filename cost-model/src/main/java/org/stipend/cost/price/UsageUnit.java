package org.stipend.cost.price;

import org.stipend.cost.time.BillingMonth;

/**
 * What a price is for: a sub-unit the meter counts, times a stretch of time.
 *
 * <p>An hour has 3,600 seconds; a month has the seconds of the UTC month in which it is used.
 */
public enum UsageUnit {
  /** One vCPU for an hour; counted in thousandths. */
  VCPU_HOUR(1_000, UnitSeconds.HOUR),
  /** One GiB of memory for an hour; counted in MiB. */
  GIB_HOUR(1_024, UnitSeconds.HOUR),
  /** One piece (a GPU, an address, a shared-core machine) for an hour. */
  HOUR(1, UnitSeconds.HOUR),
  /** One GiB of disk for a month. */
  GIB_MONTH(1, UnitSeconds.MONTH);

  private final long subUnits;
  private final UnitSeconds time;

  UsageUnit(long subUnits, UnitSeconds time) {
    this.subUnits = subUnits;
    this.time = time;
  }

  /** How many of what the meter counts make one: 1,000 thousandths, 1,024 MiB. */
  public long subUnits() {
    return subUnits;
  }

  public UnitSeconds time() {
    return time;
  }

  /** The divisor of a price: sub-units times seconds in one usage unit. */
  public long baseUnits(BillingMonth month) {
    return Math.multiplyExact(subUnits, time.seconds(month));
  }

  /** The time part of a usage unit. */
  public enum UnitSeconds {
    HOUR,
    MONTH;

    public long seconds(BillingMonth month) {
      return switch (this) {
        case HOUR -> 3_600;
        case MONTH -> month.seconds();
      };
    }
  }
}
