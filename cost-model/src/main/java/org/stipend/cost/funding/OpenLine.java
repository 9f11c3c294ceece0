package org.stipend.cost.funding;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
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

  /** The same, of lines of which some end before that. */
  static Money committedUntil(List<OpenLine> lines, Instant instant) {
    return Money.sum(
        lines.stream()
            .map(one -> {
              Instant end = one.metered().use().end();
              return one.committedAt(end != null && end.isBefore(instant) ? end : instant);
            }));
  }

  /** The first instant after one up to another by which lines have posted an amount. */
  static Optional<Instant> firstPosting(
      List<OpenLine> lines, Money amount, Instant from, Instant to) {
    if (posted(lines, to).isLessThan(amount)) {
      return Optional.empty();
    }
    long less = from.getEpochSecond();
    long enough = to.getEpochSecond();
    while (enough - less > 1) {
      long middle = less + (enough - less) / 2;
      if (posted(lines, Instant.ofEpochSecond(middle)).isLessThan(amount)) {
        less = middle;
      } else {
        enough = middle;
      }
    }
    return Optional.of(Instant.ofEpochSecond(enough));
  }

  private static Money posted(List<OpenLine> lines, Instant instant) {
    return Money.sum(
        lines.stream()
            .map(one -> one.line.nextPosting(one.metered.use().usedBetween(one.from, instant))));
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
