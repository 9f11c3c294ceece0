package org.stipend.emulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The emulator's time: it stands, or it runs a number of times faster than ours, and it can always
 * be moved ahead. Where it stands, whoever waits moves it: a wait then takes no time of ours. Where
 * it is held, they wait until somebody moves it.
 */
public final class Clock implements InstantSource {

  private int speed;
  private Instant base;
  private long since = System.nanoTime();
  private final boolean isHeld;
  private final List<Instant> awaited = new ArrayList<>();

  private Clock(Instant base, int speed, boolean isHeld) {
    this.base = base;
    this.speed = speed;
    this.isHeld = isHeld;
  }

  public static Clock standingAt(Instant instant) {
    return new Clock(instant, 0, false);
  }

  /** It stands, also while somebody waits, and only {@link #advance} moves it. */
  public static Clock heldAt(Instant instant) {
    return new Clock(instant, 0, true);
  }

  /** How many seconds pass in one of ours. */
  public static Clock running(Instant start, int speed) {
    if (speed < 1) throw new IllegalArgumentException("speed is " + speed);
    return new Clock(start, speed, false);
  }

  @Override
  public synchronized Instant instant() {
    return base.plusNanos(Math.multiplyExact(System.nanoTime() - since, speed));
  }

  /** From now on so many seconds pass in one of ours. */
  public synchronized void run(int secondsInOne) {
    if (secondsInOne < 1) throw new IllegalArgumentException("speed is " + secondsInOne);
    if (isHeld) throw new IllegalArgumentException("the clock is held");
    advance(Duration.ZERO);
    speed = secondsInOne;
  }

  /** 0: it stands. */
  public synchronized int speed() {
    return speed;
  }

  public synchronized void advance(Duration by) {
    base = instant().plus(by);
    since = System.nanoTime();
    notifyAll();
  }

  /** How many wait for an instant that is still to come. */
  public synchronized int waiting() {
    return (int) stillAwaited().count();
  }

  /** When the first of those who wait goes on; empty: nobody waits. */
  public synchronized Optional<Instant> awaited() {
    return stillAwaited().min(Instant::compareTo);
  }

  private Stream<Instant> stillAwaited() {
    Instant now = instant();
    return awaited.stream().filter(instant -> instant.isAfter(now));
  }

  public synchronized void waitUntil(Instant instant) throws InterruptedException {
    awaited.add(instant);
    try {
      pass(instant);
    } finally {
      awaited.remove(instant);
    }
  }

  private void pass(Instant instant) throws InterruptedException {
    Duration left = Duration.between(instant(), instant);
    while (left.isPositive()) {
      if (isHeld) {
        wait();
      } else if (speed == 0) {
        advance(left);
      } else {
        long nanos = left.dividedBy(speed).toNanos();
        wait(TimeUnit.NANOSECONDS.toMillis(nanos) + 1);
      }
      left = Duration.between(instant(), instant);
    }
  }
}
