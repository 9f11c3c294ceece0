package org.stipend.orchestrator.books;

import io.temporal.spring.boot.ActivityImpl;
import java.time.InstantSource;
import org.springframework.stereotype.Component;
import org.stipend.cloud.TaskQueues;
import org.stipend.cost.ResearcherId;
import org.stipend.orchestrator.books.workflow.CreditDeadline;
import org.stipend.orchestrator.books.workflow.CreditLedger;
import org.stipend.orchestrator.payer.PoolTurns;

/** The row behind {@code credit/<researcher>}. */
@Component
@ActivityImpl(taskQueues = TaskQueues.ENGINE)
final class PoolActivities implements CreditLedger {

  private final Deadlines deadlines;
  private final PoolTurns turns;
  private final InstantSource clock;

  PoolActivities(Deadlines deadlines, PoolTurns turns, InstantSource clock) {
    this.deadlines = deadlines;
    this.turns = turns;
    this.clock = clock;
  }

  @Override
  public CreditDeadline onDeadline(CreditDeadline known) {
    ResearcherId pool = new ResearcherId(known.researcher());
    Deadline next =
        turns.ofDeadline(pool, () -> deadlines.onDeadline(pool, known.epoch(), clock.instant()));
    return CreditDeadline.of(next.pool().value(), next.epoch(), next.deadline());
  }
}
