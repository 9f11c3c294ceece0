package org.stipend.orchestrator.books;

import io.temporal.spring.boot.ActivityImpl;
import java.time.InstantSource;
import org.springframework.stereotype.Component;
import org.stipend.cloud.TaskQueues;
import org.stipend.cost.ResearcherId;
import org.stipend.orchestrator.books.workflow.CreditLedger;
import org.stipend.orchestrator.books.workflow.CreditView;
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
  public CreditView onDeadline(CreditView view) {
    ResearcherId pool = new ResearcherId(view.researcher());
    DeadlineView next =
        turns.ofDeadline(pool, () -> deadlines.onDeadline(pool, view.epoch(), clock.instant()));
    return CreditView.of(next.pool().value(), next.epoch(), next.deadline());
  }
}
