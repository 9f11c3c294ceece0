package org.stipend.orchestrator.books;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.funding.Outlook;
import org.stipend.cost.funding.Standing;

/**
 * A pool as its row has it: how it stood when it was last looked at, and how far its books are.
 *
 * @param settledTo the books reach up to here
 * @param staleSince what was learned since they were written touches them from here on; null:
 *     nothing was
 * @param dueTo they are to reach this instant; null: nothing is due
 * @param writtenAt when they were last written; null: never
 * @param revision how often they were corrected
 * @param epoch counts the changes of rate or balance
 * @param stopOrdered machines have been told to stop before this end of credit
 * @param parked its proof failed: nothing is booked until it holds again
 */
record PoolRow(
    ResearcherId owner,
    Standing standing,
    Instant settledTo,
    @Nullable Instant staleSince,
    @Nullable Instant dueTo,
    @Nullable Instant writtenAt,
    int revision,
    long epoch,
    @Nullable Instant deadline,
    @Nullable Instant endsAt,
    @Nullable Instant machinesStopAt,
    boolean stopOrdered,
    boolean parked) {

  /** Of a burst of news, the books wait for so long, and longer where there is much to book. */
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private static final Duration PAUSE_PER_USE = Duration.ofMillis(100);

  Deadline view() {
    return new Deadline(owner, epoch, deadline);
  }

  /** The books have to be written: they lag, or say what is known to be wrong. */
  boolean isDue() {
    return !parked && (staleSince != null || (dueTo != null && dueTo.isAfter(settledTo)));
  }

  /** When they may be written again, given how much there is to book. */
  Instant writableFrom(int uses) {
    return writtenAt == null
        ? Instant.MIN
        : writtenAt.plus(longer(PAUSE, PAUSE_PER_USE.multipliedBy(uses)));
  }

  /** Something was learned: what was known before an instant still holds. */
  PoolRow learned(Instant since) {
    return with(since.isAfter(settledTo) ? staleSince : earlier(staleSince, since), dueTo);
  }

  PoolRow due(Instant to) {
    return with(staleSince, later(dueTo, to));
  }

  private PoolRow with(@Nullable Instant stale, @Nullable Instant due) {
    return new PoolRow(
        owner,
        standing,
        settledTo,
        stale,
        due,
        writtenAt,
        revision,
        epoch,
        deadline,
        endsAt,
        machinesStopAt,
        stopOrdered,
        parked);
  }

  PoolRow written(Instant to, boolean corrected, Instant now) {
    return new PoolRow(
        owner,
        standing,
        to,
        null,
        null,
        now,
        corrected ? revision + 1 : revision,
        epoch,
        deadline,
        endsAt,
        machinesStopAt,
        stopOrdered,
        parked);
  }

  /** Whatever starts after a stop order has to be told as well. */
  PoolRow toldAnew() {
    return new PoolRow(
        owner,
        standing,
        settledTo,
        staleSince,
        dueTo,
        writtenAt,
        revision,
        epoch,
        deadline,
        endsAt,
        machinesStopAt,
        false,
        parked);
  }

  /**
   * How it stands and what is ahead of it.
   *
   * @param othersDue when a machine's own end has to be moved, or people are to be told; null:
   *     never
   */
  PoolRow looked(
      Standing now, Outlook outlook, @Nullable Instant othersDue, Instant at, boolean news) {
    Instant stopAt = outlook.machinesStopAt();
    boolean ordered = stopOrdered && stopAt != null && !stopAt.isAfter(at);
    return new PoolRow(
        owner,
        now,
        settledTo,
        staleSince,
        dueTo,
        writtenAt,
        revision,
        news ? epoch + 1 : epoch,
        outlook
            .deadline(now.endedAt() != null, ordered)
            .map(next -> earlier(othersDue, next))
            .orElse(othersDue),
        outlook.end(),
        stopAt,
        ordered,
        parked);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? other : one;
  }

  private static Instant earlier(@Nullable Instant one, Instant other) {
    return one == null || one.isAfter(other) ? other : one;
  }

  private static Instant later(@Nullable Instant one, Instant other) {
    return one == null || one.isBefore(other) ? other : one;
  }
}
