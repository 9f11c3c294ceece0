package org.stipend.cost.funding;

import java.time.Instant;
import org.stipend.cost.Payer;
import org.stipend.cost.time.Interval;
import org.stipend.cost.usage.UsageSegment;

/**
 * A segment that is not finished: how far it is settled, and who pays when the pool cannot.
 *
 * @param afterCredit the linked billing account where there is one; else the platform, as overrun
 *     for machines and as grace for disks
 * @param settledTo everything of the segment before this instant is posted
 */
public record Metered(UsageSegment segment, Payer afterCredit, Instant settledTo) {

  public Metered {
    Interval.requireWholeSecond(settledTo);
    if (settledTo.isBefore(segment.start())) {
      throw new IllegalArgumentException("Segment %s settled before it starts".formatted(segment));
    }
    if (afterCredit instanceof Payer.CreditPool) {
      throw new IllegalArgumentException("Credit cannot follow credit: " + segment);
    }
  }

  /** A segment of which nothing is settled yet. */
  public static Metered unsettled(UsageSegment segment, Payer afterCredit) {
    return new Metered(segment, afterCredit, segment.start());
  }
}
