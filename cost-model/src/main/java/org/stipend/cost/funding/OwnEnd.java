package org.stipend.cost.funding;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the end lies at which a machine switches itself off, whoever else lives or is dead. It
 * follows the end of the credit that pays the machine, closely enough that at most one per cent of
 * the time that was left is run unpaid, or not run, and rarely enough that small changes cost
 * nothing: it is moved once it would lie further from that end than one per cent of the time that
 * remains, and than a second.
 */
public final class OwnEnd {

  /** The part of the time that remains by which a machine's own end may lie off. */
  private static final int PART = 100;

  /** By so much it always may. */
  static final Duration LEAST = Duration.ofSeconds(1);

  private OwnEnd() {}

  /**
   * Where it belongs.
   *
   * @param creditEnd null: none in sight
   */
  public static Instant of(Instant startedAt, @Nullable Instant creditEnd) {
    Instant longest = startedAt.plus(RunLimit.USUAL);
    return creditEnd == null || creditEnd.isAfter(longest) ? longest : creditEnd;
  }

  /**
   * From when on it has to be moved, if nothing changes until then; an instant that has passed
   * means at once. Empty: never.
   *
   * @param is where it lies
   * @param should where it belongs
   */
  public static Optional<Instant> toBeMovedAt(Instant is, Instant should) {
    Duration off = Duration.between(is, should).abs();
    return off.compareTo(LEAST) <= 0
        ? Optional.empty()
        : Optional.of(should.minus(off.multipliedBy(PART)));
  }
}
