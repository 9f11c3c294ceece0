package org.stipend.orchestrator.usage;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.ResourceId;

/**
 * A machine from start to stop, or a disk from creation to deletion, in whole seconds.
 *
 * @param estimated the stop is the last proof of life, not the cloud's word
 */
record Run(
    UUID id,
    ResourceId resource,
    ResearcherId pool,
    Instant observedStart,
    Instant startedAt,
    @Nullable Instant stoppedAt,
    boolean estimated,
    boolean launchFailed) {

  /** Its own stop was never told: it ends with the start of the next one, if there is one. */
  boolean endsWith(@Nullable Instant next) {
    return stoppedAt == null || (estimated && stoppedAt.equals(next));
  }

  /**
   * The second from which a run that is told after it counts.
   *
   * @param next where the one after both starts
   */
  Instant followedAt(Instant second, @Nullable Instant next) {
    Instant end = stoppedAt == null || endsWith(next) ? startedAt : stoppedAt;
    return end.isAfter(second) ? end : second;
  }
}
