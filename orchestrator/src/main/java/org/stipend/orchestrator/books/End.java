package org.stipend.orchestrator.books;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** An instant at which something stops by itself, and why: the same wherever it is told. */
public record End(Instant at, Cause cause) {

  private static final int PART = 100;
  private static final Duration SLACK = Duration.ofSeconds(10);
  private static final Duration SAME = Duration.ofSeconds(1);

  public enum Cause {
    RUN_LIMIT,
    CREDIT,
    EXPIRY
  }

  /**
   * @param gone when no credit is left at this pace
   * @param expiries of its grants
   */
  public static End ofCredit(Instant gone, Collection<Instant> expiries) {
    boolean expires =
        expiries.stream()
            .anyMatch(expiry -> Duration.between(expiry, gone).abs().compareTo(SAME) <= 0);
    return new End(gone, expires ? Cause.EXPIRY : Cause.CREDIT);
  }

  End movedTo(Instant instant) {
    return new End(instant, cause);
  }

  /** Whichever is first; null where there is neither. */
  static @Nullable End first(@Nullable End ofCredit, @Nullable End limit, Instant now) {
    if (ofCredit == null || limit == null) {
      return ofCredit == null ? limit : ofCredit;
    }
    return limit.at().isBefore(ofCredit.at()) && !limit.follows(ofCredit, now) ? limit : ofCredit;
  }

  /** A machine's own end follows that of its credit within one per cent of what is left. */
  private boolean follows(End ofCredit, Instant now) {
    Duration off = Duration.between(at, ofCredit.at()).abs();
    Duration mayBeOff = Duration.between(now, ofCredit.at()).dividedBy(PART).plus(SLACK);
    return off.compareTo(mayBeOff) <= 0;
  }
}
