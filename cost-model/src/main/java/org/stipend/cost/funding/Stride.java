package org.stipend.cost.funding;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.stipend.cost.Payer;
import org.stipend.cost.money.Money;
import org.stipend.cost.usage.Use;

/**
 * Many steps of a sweep at once: a stretch in which uses start and end and nothing else changes.
 * Each use is charged as a whole, to the same amounts. What lines have to pay never shrinks, so
 * credit that lasts for all of it lasts at each instant in between.
 *
 * @param lines of what goes on in it, each from where it enters
 */
record Stride(Instant until, List<OpenLine> lines) {

  /** Empty where nothing starts or ends within it, or something has no price. */
  static Optional<Stride> of(Live live, Instant now, Instant until) {
    List<Metered> uses = live.before(until);
    if (uses.stream().noneMatch(one -> changesWithin(one.use(), now, until))) {
      return Optional.empty();
    }
    List<OpenLine> lines = uses.stream().flatMap(one -> enter(live, one, now).stream()).toList();
    return Optional.of(new Stride(until, lines)).filter(all -> lines.size() == uses.size());
  }

  private static boolean changesWithin(Use use, Instant now, Instant until) {
    return use.start().isAfter(now) || endsBefore(use, until);
  }

  private static Optional<OpenLine> enter(Live live, Metered one, Instant now) {
    Instant start = one.use().start();
    Instant from = start.isAfter(now) ? start : now;
    return live.lineAt(one, from, from);
  }

  private static boolean endsBefore(Use use, Instant until) {
    return use.end() != null && use.end().isBefore(until);
  }

  /** Something is left of an amount after it, whichever of two runs of a line is rounded up. */
  boolean isLessThan(Money left) {
    List<OpenLine> ours =
        lines.stream().filter(line -> line.metered().isOnCreditAt(line.from())).toList();
    return OpenLine.committedUntil(ours, until).plus(Money.ofNanos(ours.size())).isLessThan(left);
  }

  /** All but what happens at its end. */
  void go(Live live, ChargeBook book, Tiling tiling, Function<OpenLine, Payer> payers) {
    live.begin(until.minusSeconds(1));
    for (OpenLine line : lines) {
      Use use = line.metered().use();
      Instant end = use.end();
      boolean ends = end != null && end.isBefore(until);
      Instant to = end != null && ends ? end : until;
      if (line.from().isBefore(to)) { // a disk may have lasted for no second
        pass(line, to, ends, book, tiling, payers.apply(line));
      }
      if (ends) {
        live.finish(line.metered());
      }
    }
  }

  private static void pass(
      OpenLine line, Instant to, boolean ends, ChargeBook book, Tiling tiling, Payer payer) {
    Use use = line.metered().use();
    tiling.pays(payer, use, line.from());
    book.charge(line, to, payer);
    if (ends) {
      if (use.owedAt(to) > 0) {
        book.chargeMinimum(line, to, payer, to.minusSeconds(1));
      }
      tiling.end(use, to);
    }
  }
}
