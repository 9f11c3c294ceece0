package org.stipend.cost.time;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** From an instant up to, not including, another; both on whole UTC seconds. Neighbours tile. */
public record Interval(Instant start, Instant end) {

  public Interval {
    requireWholeSecond(start);
    requireWholeSecond(end);
    if (end.isBefore(start)) {
      throw new IllegalArgumentException("Interval ends at %s before %s".formatted(end, start));
    }
  }

  /** The empty interval at an instant, for what happens there without lasting. */
  public static Interval at(Instant instant) {
    return new Interval(instant, instant);
  }

  /** An observed instant as the meter counts it: the second it falls into. */
  public static Instant floor(Instant observed) {
    return observed.truncatedTo(ChronoUnit.SECONDS);
  }

  public static Instant requireWholeSecond(Instant instant) {
    if (instant.getNano() != 0) {
      throw new IllegalArgumentException(instant + " is not a whole second");
    }
    return instant;
  }

  public long seconds() {
    return end.getEpochSecond() - start.getEpochSecond();
  }

  public boolean isEmpty() {
    return start.equals(end);
  }

  public boolean contains(Instant instant) {
    return !instant.isBefore(start) && instant.isBefore(end);
  }

  @Override
  public String toString() {
    return "[" + start + ", " + end + ")";
  }
}
