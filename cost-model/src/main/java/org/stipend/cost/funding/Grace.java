package org.stipend.cost.funding;

import java.time.Duration;
import java.time.Instant;
import org.stipend.cost.money.Money;

/** How long disks are kept that nobody pays for: announced, and at the platform's cost. */
public final class Grace {

  /** What it may cost the platform of one pool before somebody has to look at it. */
  public static final Money CAP = Money.ofDollars(50);

  private static final Duration LASTS = Duration.ofDays(30);
  private static final Duration ANNOUNCED = Duration.ofDays(7);

  private Grace() {}

  /**
   * Up to when: a week at least from when people could first hear of it, however late that was.
   *
   * @param since nobody pays
   * @param known since when that is known
   */
  public static Instant until(Instant since, Instant known) {
    Instant promised = since.plus(LASTS);
    Instant announced = known.plus(ANNOUNCED);
    return announced.isAfter(promised) ? announced : promised;
  }
}
