package org.stipend.cost.funding;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When what will happen to a pool, if nothing changes but what is known already.
 *
 * @param end the last second the credit can pay at this pace, or where it ended; null: none in
 *     sight
 * @param machinesStopAt when machines have to be told to stop; null: none would have to
 * @param nextChange when a grant comes into force or expires; null: none will
 */
public record Outlook(
    @Nullable Instant end, @Nullable Instant machinesStopAt, @Nullable Instant nextChange) {

  static Outlook of(Pool pool, Duration stopLead) {
    Instant ended = pool.standing().endedAt();
    Instant end = ended == null ? pool.exhaustion().orElse(null) : ended;
    Instant stopAt = null;
    if (end != null && pool.hasMachinesToStopAt(ended == null ? end : pool.asOf())) {
      stopAt = ended == null ? end.minus(stopLead) : end;
    }
    return new Outlook(end, stopAt, nextChange(pool).orElse(null));
  }

  private static Optional<Instant> nextChange(Pool pool) {
    return pool.grants().stream()
        .filter(balance -> balance.left().isPositive())
        .map(GrantBalance::grant)
        .flatMap(grant -> Stream.of(grant.effectiveAt(), grant.expiresAt()))
        .filter(at -> at != null && at.isAfter(pool.asOf()))
        .min(Instant::compareTo);
  }

  /** The earliest instant at which something happens by itself, given what was done already. */
  public Optional<Instant> deadline(boolean ended, boolean stopOrdered) {
    return Stream.of(ended ? null : end, stopOrdered ? null : machinesStopAt, nextChange)
        .filter(at -> at != null)
        .min(Instant::compareTo);
  }

  public Optional<Instant> endsAt() {
    return Optional.ofNullable(end);
  }
}
