package org.stipend.cost.funding;

import static java.util.Comparator.comparing;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.stipend.cost.Payer;
import org.stipend.cost.usage.Run;
import org.stipend.cost.usage.UsageSegment;

/** A metered segment while its pool is being swept: it moves on in time and from payer to payer. */
final class Meter {

  static final Comparator<Meter> ORDER =
      comparing((Meter meter) -> meter.segment.start())
          .thenComparing(meter -> meter.segment.quantity().sku())
          .thenComparing(meter -> meter.segment.id().toString());

  private final Payer afterCredit;
  private UsageSegment segment;
  private Instant settledTo;

  Meter(Metered metered) {
    this.segment = metered.segment();
    this.afterCredit = metered.afterCredit();
    this.settledTo = metered.settledTo();
  }

  Metered state() {
    return new Metered(segment, afterCredit, settledTo);
  }

  UsageSegment segment() {
    return segment;
  }

  Instant settledTo() {
    return settledTo;
  }

  Payer payer() {
    return segment.payer();
  }

  Payer afterCredit() {
    return afterCredit;
  }

  long amount() {
    return segment.quantity().amount();
  }

  boolean isPaidByPool() {
    return Pool.isPaidByPool(segment);
  }

  boolean isCoveredForThePool() {
    return segment.payer() instanceof Payer.Platform platform && platform.standsInForCredit();
  }

  boolean hasEnded() {
    return settledTo.equals(segment.end());
  }

  /** Started and stopped within one second: it has no second, and still owes the minimum. */
  boolean isInstantRun() {
    Run run = segment.run();
    return run != null && run.start().equals(run.end());
  }

  /** Base units used between where it is settled to and an instant. */
  long usedUntil(Instant instant) {
    long seconds = instant.getEpochSecond() - settledTo.getEpochSecond();
    return Math.multiplyExact(amount(), seconds);
  }

  /** Base units of its run's minimum that would still be owed if the run ended at an instant. */
  long owedAt(Instant instant) {
    Run run = segment.run();
    return run == null ? 0 : Math.multiplyExact(amount(), run.secondsOwedAt(instant));
  }

  /** Base units of its run's minimum that are owed because the run has ended. */
  long owedAtEnd() {
    Run run = segment.run();
    Instant end = segment.end();
    return run == null || end == null || !end.equals(run.end()) ? 0 : owedAt(end);
  }

  void settleTo(Instant instant) {
    settledTo = instant;
  }

  HandOff passTo(Payer next, Instant instant) {
    var closed = segment.id();
    segment = segment.successor(instant, next);
    return new HandOff(closed, segment, instant);
  }

  @Nullable Instant end() {
    return segment.end();
  }
}
