package org.stipend.orchestrator.funding;

import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.stipend.cost.ResearcherId;

/**
 * What happens to a pool at its instants. An early, late, doubled, lost or stale call leaves the
 * same books: events are booked at their own instants, never at "now".
 */
@Component
public final class Deadlines {

  /** One transaction; a stale epoch changes nothing and learns the current deadline. */
  public DeadlineView onDeadline(ResearcherId pool, long epoch, Instant now) {
    throw new UnsupportedOperationException();
  }

  public DeadlineView current(ResearcherId pool) {
    throw new UnsupportedOperationException();
  }

  /** Looks after pools whose deadline passed longer than {@code grace} ago; how many there were. */
  public int sweep(Instant now, Duration grace) {
    throw new UnsupportedOperationException();
  }
}
