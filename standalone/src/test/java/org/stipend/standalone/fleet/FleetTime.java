package org.stipend.standalone.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.stipend.cloud.testing.Patience;
import org.stipend.emulator.Clock;
import org.stipend.emulator.GceEmulator;

/**
 * The one time of product, Temporal and cloud. It moves from one thing that is to happen to the
 * next, and only once everybody has done what there was to do: how fast the computer is plays no
 * part.
 */
final class FleetTime {

  private static final Duration SHORTEST_STEP = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofHours(6);
  private static final Duration CALM_FOR = Duration.ofMillis(2);
  private static final Duration POLL = Duration.ofNanos(300_000);

  /** The watch over the cloud's machines waits beside all activities. */
  private static final int WATCHES = 1;

  private final Clock clock;
  private final HeldTemporal temporal;
  private final Traffic traffic;
  private final Schedule schedule;
  private final GceEmulator cloud;
  private BooleanSupplier hasPokes = () -> false;

  FleetTime(
      Clock clock, HeldTemporal temporal, Traffic traffic, Schedule schedule, GceEmulator cloud) {
    this.clock = clock;
    this.temporal = temporal;
    this.traffic = traffic;
    this.schedule = schedule;
    this.cloud = cloud;
  }

  /** From now on there is a product, which may have something to say to Temporal. */
  void product(BooleanSupplier pokesWait) {
    hasPokes = pokesWait;
  }

  Instant now() {
    return clock.instant();
  }

  void pass(Duration time) {
    passUntil(clock.instant().plus(time));
  }

  void passUntil(Instant end) {
    while (clock.instant().isBefore(end)) step(end);
    calm();
  }

  /** Passes as long as it takes. */
  void until(String what, BooleanSupplier condition) {
    Instant stuck = clock.instant().plus(LONGEST);
    calm();
    while (!condition.getAsBoolean()) {
      if (!clock.instant().isBefore(stuck)) throw new AssertionError("never: " + what);
      step(stuck);
      calm();
    }
  }

  /** Nobody is there but the cloud. */
  void passWithoutProduct(Duration time) {
    clock.advance(time);
    cloud.change(_ -> {});
  }

  private void step(Instant latest) {
    calm();
    Instant soonest = clock.instant().plus(SHORTEST_STEP);
    Instant next =
        Stream.of(clock.awaited(), temporal.next(), schedule.next())
            .flatMap(Optional::stream)
            .min(Instant::compareTo)
            .orElse(latest);
    Instant then = next.isBefore(soonest) ? soonest : next;
    clock.advance(Duration.between(clock.instant(), then.isBefore(latest) ? then : latest));
    temporal.tick();
    cloud.change(_ -> {});
    schedule.runDue();
  }

  /** Until everybody who has something to do waits for the clock. */
  void calm() {
    long stuck = System.nanoTime() + Patience.UNTIL_STUCK.toNanos();
    do {
      quiet(stuck);
    } while (hasPokes.getAsBoolean());
  }

  private void quiet(long stuck) {
    long since = System.nanoTime();
    long said = traffic.messages();
    while (System.nanoTime() - since < CALM_FOR.toNanos()) {
      LockSupport.parkNanos(POLL.toNanos());
      long now = traffic.messages();
      if (said != now || isBusy()) since = System.nanoTime();
      said = now;
      if (System.nanoTime() > stuck) throw new AssertionError("somebody works and works: " + this);
    }
  }

  private boolean isBusy() {
    return traffic.open() > clock.waiting() - WATCHES;
  }

  @Override
  public String toString() {
    return "%s, %d tasks, %d wait".formatted(clock.instant(), traffic.open(), clock.waiting());
  }
}
