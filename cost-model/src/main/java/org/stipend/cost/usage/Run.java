package org.stipend.cost.usage;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.stipend.cost.time.Interval;

/**
 * A machine's time from start to stop. However short, it is charged for at least {@link #MINIMUM};
 * a restart within the same minute is a run of its own.
 *
 * @param end null: still running
 */
public record Run(Instant start, @Nullable Instant end) {

  public static final Duration MINIMUM = Duration.ofSeconds(60);

  public Run {
    Interval.requireWholeSecond(start);
    if (end != null) {
      var _ = new Interval(start, end);
    }
  }

  /** The seconds of the minimum that are not yet used at an instant; none once it is used up. */
  public long secondsOwedAt(Instant instant) {
    long age = instant.getEpochSecond() - start.getEpochSecond();
    return Math.clamp(MINIMUM.toSeconds() - age, 0, MINIMUM.toSeconds());
  }
}
