package org.stipend.orchestrator.books;

import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.stipend.orchestrator.engine.Overdue;

/** Pools past their deadline, and pools whose statement is due. */
@Component
final class PoolSweep implements Overdue {

  private static final int STATEMENTS_AT_ONCE = 100;

  private final Deadlines deadlines;
  private final Settlements settlements;

  PoolSweep(Deadlines deadlines, Settlements settlements) {
    this.deadlines = deadlines;
    this.settlements = settlements;
  }

  @Override
  public int sweep(Instant now, Duration grace) {
    int caught = deadlines.sweep(now, grace);
    settlements.settleDue(now, STATEMENTS_AT_ONCE);
    return caught;
  }
}
