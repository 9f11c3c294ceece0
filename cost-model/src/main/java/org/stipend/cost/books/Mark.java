package org.stipend.cost.books;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.stipend.cost.funding.Charge;
import org.stipend.cost.funding.Settlement;
import org.stipend.cost.funding.Standing;
import org.stipend.cost.rating.ChargeLine;

/**
 * How a pool stood at an instant its books were settled to: where a correction starts over.
 *
 * @param unposted what was used of lines since the mark before, and came to less than half a nano:
 *     no journal says it
 */
public record Mark(Instant settledTo, Standing standing, Map<ChargeLine.Key, Long> unposted) {

  public Mark {
    unposted = Map.copyOf(unposted);
  }

  static Mark of(Instant settledTo, Settlement settlement) {
    Map<ChargeLine.Key, Long> unposted = new HashMap<>();
    for (Charge charge : settlement.charges()) {
      if (charge.amount().isZero()) {
        unposted.merge(charge.line(), charge.quantity(), Math::addExact);
      }
    }
    return new Mark(settledTo, settlement.after().standing(), unposted);
  }
}
