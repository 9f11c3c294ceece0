package org.stipend.cost.funding;

import java.time.Instant;
import java.util.List;
import org.stipend.cost.money.Money;
import org.stipend.cost.rating.ChargeLine;

/**
 * A live use and the charge line it adds to, for as long as month and price stay the same.
 *
 * @param from it is charged up to here
 */
record OpenLine(Metered metered, ChargeLine line, Instant from) {

  /** What the line posts by an instant, the rest of a young run's minimum included. */
  private Money committedAt(Instant instant) {
    long used = metered.use().usedBetween(from, instant);
    return line.nextPosting(Math.addExact(used, metered.use().owedAt(instant)));
  }

  /** What lines post together by an instant. Never less at a later one. */
  static Money committed(List<OpenLine> lines, Instant instant) {
    return Money.sum(lines.stream().map(one -> one.committedAt(instant)));
  }

  /** The last instant from one up to another by which lines post no more than an amount. */
  static Instant lastPayable(List<OpenLine> lines, Money left, Instant from, Instant to) {
    if (!committed(lines, to).isMoreThan(left)) {
      return to;
    }
    long payable = from.getEpochSecond();
    long unpayable = to.getEpochSecond();
    while (unpayable - payable > 1) {
      long middle = payable + (unpayable - payable) / 2;
      if (committed(lines, Instant.ofEpochSecond(middle)).isMoreThan(left)) {
        unpayable = middle;
      } else {
        payable = middle;
      }
    }
    return Instant.ofEpochSecond(payable);
  }
}
