package org.stipend.orchestrator.proxy;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When a running machine stops by itself, and why. */
record ToolEnd(Instant at, Cause cause) {

  private static final int PART = 100;
  private static final Duration SLACK = Duration.ofSeconds(10);

  /** As pages of the console name it. */
  enum Cause {
    RUN_LIMIT,
    CREDIT,
    EXPIRY
  }

  /** Whichever is first; null where there is neither. */
  static @Nullable ToolEnd first(@Nullable ToolEnd ofCredit, @Nullable ToolEnd limit, Instant now) {
    if (ofCredit == null || limit == null) {
      return ofCredit == null ? limit : ofCredit;
    }
    return limit.at().isBefore(ofCredit.at()) && !limit.follows(ofCredit, now) ? limit : ofCredit;
  }

  /** A machine's own end follows that of its credit within one per cent of what is left. */
  private boolean follows(ToolEnd ofCredit, Instant now) {
    Duration off = Duration.between(at, ofCredit.at()).abs();
    Duration mayBeOff = Duration.between(now, ofCredit.at()).dividedBy(PART).plus(SLACK);
    return off.compareTo(mayBeOff) <= 0;
  }
}
