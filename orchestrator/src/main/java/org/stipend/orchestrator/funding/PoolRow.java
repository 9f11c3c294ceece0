package org.stipend.orchestrator.funding;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.funding.Standing;

/**
 * A pool as its row has it.
 *
 * @param endedAt when the credit ended; null while it can pay
 * @param settledTo everything up to here is booked
 * @param revision how often its books were corrected
 * @param stopOrdered machines have been told to stop before this end of credit
 */
record PoolRow(
    ResearcherId owner,
    Standing standing,
    @Nullable Instant endedAt,
    Instant settledTo,
    long epoch,
    int revision,
    @Nullable Instant deadline,
    @Nullable Instant endsAt,
    @Nullable Instant machinesStopAt,
    boolean stopOrdered) {

  DeadlineView view() {
    return new DeadlineView(owner, epoch, deadline);
  }

  PoolRow withStopOrdered() {
    return ordered(true);
  }

  PoolRow withoutStopOrder() {
    return ordered(false);
  }

  private PoolRow ordered(boolean told) {
    return new PoolRow(
        owner,
        standing,
        endedAt,
        settledTo,
        epoch,
        revision,
        deadline,
        endsAt,
        machinesStopAt,
        told);
  }

  /** The state of a pool at an instant its books were settled to. */
  record Mark(Instant settledTo, Standing standing, @Nullable Instant endedAt) {}

  Mark mark() {
    return new Mark(settledTo, standing, endedAt);
  }
}
