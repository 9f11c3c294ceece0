package org.stipend.orchestrator.usage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.stipend.cost.ResourceId;
import org.stipend.cost.RuntimeId;
import org.stipend.cost.money.Money;
import org.stipend.cost.price.Price;
import org.stipend.cost.price.PriceList;
import org.stipend.cost.rating.ChargeLine;
import org.stipend.cost.time.BillingMonth;
import org.stipend.cost.usage.Quantity;
import org.stipend.cost.usage.Run;

/**
 * What one resource cost, from its runs: differences of the rounded cumulative cost of its charge
 * lines, which are the very amounts that are posted. What a run owes of its minimum belongs to it
 * and to its last second; of a run without one to the second it started in.
 */
final class Accrual {

  private final PriceList prices;
  private final Map<ChargeLine.Key, ChargeLine> lines = new HashMap<>();
  private final List<Step> steps = new ArrayList<>();

  /**
   * @param runs of one resource, in the order of time, from the beginning of the first month that
   *     is asked about
   * @param until the instant it is about: nothing is used after it
   */
  Accrual(PriceList prices, List<Ran> runs, Instant until) {
    this.prices = prices;
    runs.forEach(run -> run.parts().forEach(part -> walk(run, part, until)));
  }

  /**
   * A run with what it was made of.
   *
   * @param id tells it from another one within the same second
   * @param free the platform pays: it belongs to the lines, but is nobody's cost
   */
  record Ran(
      UUID id,
      ResourceId resource,
      Instant start,
      @Nullable Instant stop,
      List<Quantity> parts,
      boolean free) {}

  /** What a stretch of a run adds to a line that had {@code before} used. */
  private record Step(
      UUID run,
      ChargeLine before,
      long amount,
      Instant from,
      Instant to,
      long topUp,
      boolean free) {

    Money since(Instant first) {
      Instant start = from.isAfter(first) ? from : first;
      Money used = start.isBefore(to) ? at(to).minus(at(start)) : Money.ZERO;
      return lastSecond().isBefore(first) ? used : used.plus(toppedUp());
    }

    private Instant lastSecond() {
      return from.equals(to) ? from : to.minusSeconds(1);
    }

    private Money at(Instant instant) {
      return before.price().costOf(before.quantity() + amount * seconds(from, instant));
    }

    private Money toppedUp() {
      long used = before.quantity() + amount * seconds(from, to);
      return before.price().costOf(used + topUp).minus(before.price().costOf(used));
    }
  }

  /**
   * What every second from one on cost, and the minima of runs whose last second is one of them.
   */
  Money since(Instant first) {
    return Money.sum(steps.stream().filter(step -> !step.free()).map(step -> step.since(first)));
  }

  /** What one run cost by itself. */
  Money of(UUID run) {
    return Money.sum(
        steps.stream()
            .filter(step -> !step.free() && step.run().equals(run))
            .map(step -> step.since(step.from())));
  }

  private void walk(Ran run, Quantity part, Instant until) {
    Instant stop = run.stop();
    Instant end = stop == null || stop.isAfter(until) ? until : stop;
    Instant at = run.start();
    while (at.isBefore(end)) {
      Instant next = nextCut(part, at, end);
      step(run, part, at, next, next.equals(stop) ? owed(run, part, next) : 0);
      at = next;
    }
    if (run.start().equals(stop) && !at.isAfter(until)) {
      step(run, part, at, at, owed(run, part, at)); // not a second, and still a minimum
    }
  }

  private void step(Ran run, Quantity part, Instant from, Instant to, long topUp) {
    Optional<Price> price = prices.at(part.sku(), from);
    if (price.isEmpty()) {
      return; // quarantined: not known, which is not nothing
    }
    ChargeLine opened = ChargeLine.opened(run.resource(), price.get(), BillingMonth.of(from));
    ChargeLine line = lines.getOrDefault(opened.key(), opened);
    steps.add(new Step(run.id(), line, part.amount(), from, to, topUp, run.free()));
    lines.put(line.key(), line.plus(part.amount() * seconds(from, to) + topUp));
  }

  private Instant nextCut(Quantity part, Instant at, Instant end) {
    Instant month = BillingMonth.of(at).end();
    Instant price = prices.nextChangeAfter(part.sku(), at).orElse(end);
    Instant cut = month.isBefore(price) ? month : price;
    return cut.isBefore(end) ? cut : end;
  }

  private static long owed(Ran run, Quantity part, Instant stop) {
    return run.resource() instanceof RuntimeId
        ? part.amount() * new Run(run.start(), stop).secondsOwedAt(stop)
        : 0;
  }

  private static long seconds(Instant from, Instant to) {
    return to.getEpochSecond() - from.getEpochSecond();
  }
}
