package org.stipend.orchestrator.reconcile;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is done about a drift now, and what is next if it stays as it is: the table of the
 * reconciler, from the drift and how long it was seen. Nothing is ended that was seen once, or for
 * less than {@link #CONFIRMED}.
 *
 * @param act null: nothing yet, or nothing ever
 * @param next null: nothing more
 * @param nextAt when, at the earliest; of an unknown disk until when it is kept at least
 */
record Course(@Nullable Act act, @Nullable Act next, @Nullable Instant nextAt) {

  /** Longer than this, and in two passes. */
  static final Duration CONFIRMED = Duration.ofMinutes(15);

  static final Duration STOPPED_AFTER = Duration.ofHours(1);
  static final Duration DELETED_AFTER = Duration.ofHours(24);
  static final Duration DISK_KEPT = Duration.ofDays(7);

  private static final Course NOTHING = new Course(null, null, null);

  static Course of(Drift drift, Sighting seen, Instant now) {
    Instant confirmedAt = seen.firstSeen().plus(CONFIRMED);
    boolean confirmed = seen.times() > 1 && now.isAfter(confirmedAt);
    return switch (drift.kind()) {
      case UNKNOWN_MACHINE -> unknown(drift, seen, confirmed, now);
      case OLDER_MACHINE -> drift.target() == null ? NOTHING : once(Act.DELETE, confirmed, seen);
      case RUNS_UNWANTED ->
          confirmed
              ? new Course(Act.STOP, null, null)
              : new Course(Act.LOOK, Act.STOP, confirmedAt);
      case MACHINE_OFF -> new Course(Act.LOOK, null, null);
      case MACHINE_LOST -> once(Act.LOOK, confirmed, seen);
      case UNKNOWN_DISK -> new Course(null, null, seen.firstSeen().plus(DISK_KEPT));
      case DISK_LOST -> NOTHING;
    };
  }

  private static Course once(Act act, boolean confirmed, Sighting seen) {
    return confirmed
        ? new Course(act, null, null)
        : new Course(null, act, seen.firstSeen().plus(CONFIRMED));
  }

  /** Quarantine first; stopped an hour, and deleted a day after that. */
  private static Course unknown(Drift drift, Sighting seen, boolean confirmed, Instant now) {
    if (drift.target() == null) {
      return NOTHING;
    }
    Instant quarantined = seen.quarantinedAt();
    if (quarantined == null) {
      return confirmed
          ? then(Act.QUARANTINE, drift, now)
          : new Course(null, Act.QUARANTINE, seen.firstSeen().plus(CONFIRMED));
    }
    Instant deleted = quarantined.plus(DELETED_AFTER);
    if (!now.isBefore(deleted)) {
      return new Course(Act.DELETE, null, null);
    }
    boolean due = drift.burns() && !now.isBefore(quarantined.plus(STOPPED_AFTER));
    return due ? new Course(Act.STOP, Act.DELETE, deleted) : then(null, drift, quarantined);
  }

  private static Course then(@Nullable Act act, Drift drift, Instant quarantined) {
    return drift.burns()
        ? new Course(act, Act.STOP, quarantined.plus(STOPPED_AFTER))
        : new Course(act, Act.DELETE, quarantined.plus(DELETED_AFTER));
  }

  /** The same, put off to the next pass. */
  Course putOff(Instant now) {
    return act == null ? this : new Course(null, act, now);
  }
}
