package org.stipend.cost.funding;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a pool pays, and if not, since when. Set by events, not read off a balance: an exhausted
 * pool may keep a little dust, less than its next second costs.
 *
 * @param endedAt when the credit ended; null while it has not
 */
public record Standing(Status status, @Nullable Instant endedAt) {

  /** Nothing has been granted yet. */
  public static final Standing NONE = new Standing(Status.NONE, null);

  /** Pays for what is bound to it. */
  public static final Standing ACTIVE = new Standing(Status.ACTIVE, null);

  /** What a pool can be. */
  public enum Status {
    NONE,
    ACTIVE,
    /** Could not pay a second, or has nothing left; pays again when a grant comes into force. */
    EXHAUSTED,
    /** Its last grant expired; pays again when another grant comes into force. */
    EXPIRED
  }

  public Standing {
    boolean ended = status == Status.EXHAUSTED || status == Status.EXPIRED;
    if (ended != (endedAt != null)) {
      throw new IllegalArgumentException("%s, ended at %s".formatted(status, endedAt));
    }
  }

  static Standing exhausted(Instant at) {
    return new Standing(Status.EXHAUSTED, at);
  }

  static Standing expired(Instant at) {
    return new Standing(Status.EXPIRED, at);
  }

  public boolean pays() {
    return status == Status.ACTIVE;
  }

  public Optional<Instant> ended() {
    return Optional.ofNullable(endedAt);
  }
}
