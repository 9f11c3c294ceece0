package org.stipend.standalone.fleet;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.Trigger;

/** What the product does every so often, done when its clock says so and not when ours does. */
final class Schedule implements TaskScheduler {

  private final InstantSource clock;
  private final List<Again> all = new ArrayList<>();

  Schedule(InstantSource clock) {
    this.clock = clock;
  }

  synchronized Optional<Instant> next() {
    return all.stream().map(again -> again.at).min(Comparator.naturalOrder());
  }

  void runDue() {
    due()
        .forEach(again -> {
          again.task.run();
          again.at = clock.instant().plus(again.every);
        });
  }

  private synchronized List<Again> due() {
    Instant now = clock.instant();
    return all.stream().filter(again -> !again.at.isAfter(now)).toList();
  }

  /** For a control plane that has just died. */
  synchronized void clear() {
    all.clear();
  }

  @Override
  public Clock getClock() {
    return clock.withZone(ZoneOffset.UTC);
  }

  @Override
  public synchronized ScheduledFuture<?> scheduleWithFixedDelay(
      Runnable task, Instant first, Duration every) {
    var again = new Again(task, every);
    again.at = first;
    all.add(again);
    return again;
  }

  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, Duration every) {
    return scheduleWithFixedDelay(task, clock.instant(), every);
  }

  @Override
  public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, Instant first, Duration every) {
    return scheduleWithFixedDelay(task, first, every);
  }

  @Override
  public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, Duration every) {
    return scheduleWithFixedDelay(task, every);
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable task, Instant once) {
    throw new UnsupportedOperationException("the product has nothing like it");
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable task, Trigger trigger) {
    throw new UnsupportedOperationException("the product has nothing like it");
  }

  private static final class Again extends CompletableFuture<Void>
      implements ScheduledFuture<Void> {

    private final Runnable task;
    private final Duration every;
    private volatile Instant at = Instant.MAX;

    private Again(Runnable task, Duration every) {
      this.task = task;
      this.every = every;
    }

    @Override
    public long getDelay(TimeUnit unit) {
      throw new UnsupportedOperationException("nobody asks");
    }

    @Override
    public int compareTo(Delayed other) {
      throw new UnsupportedOperationException("nobody asks");
    }
  }
}
