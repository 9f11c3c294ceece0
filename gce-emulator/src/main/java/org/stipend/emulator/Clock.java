package org.stipend.emulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/**
 * The emulator's time: it stands, or it runs a number of times faster than ours, and it can always
 * be moved ahead. Where it stands, whoever waits moves it: a wait then takes no time of ours.
 */
public final class Clock implements InstantSource {

  private int speed;
  private Instant base;
  private long since = System.nanoTime();

  private Clock(Instant base, int speed) {
    this.base = base;
    this.speed = speed;
  }

  public static Clock standingAt(Instant instant) {
    return new Clock(instant, 0);
  }

  /** How many seconds pass in one of ours. */
  public static Clock running(Instant start, int speed) {
    if (speed < 1) throw new IllegalArgumentException("speed is " + speed);
    return new Clock(start, speed);
  }

  @Override
  public synchronized Instant instant() {
    return base.plusNanos(Math.multiplyExact(System.nanoTime() - since, speed));
  }

  /** From now on so many seconds pass in one of ours. */
  public synchronized void run(int secondsInOne) {
    if (secondsInOne < 1) throw new IllegalArgumentException("speed is " + secondsInOne);
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

  synchronized void waitUntil(Instant instant) throws InterruptedException {
    Duration left = Duration.between(instant(), instant);
    while (left.isPositive()) {
      if (speed == 0) {
        advance(left);
      } else {
        long nanos = left.dividedBy(speed).toNanos();
        wait(TimeUnit.NANOSECONDS.toMillis(nanos) + 1);
      }
      left = Duration.between(instant(), instant);
    }
  }
}
