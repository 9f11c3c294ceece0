package org.stipend.orchestrator.books;

import io.temporal.spring.boot.ActivityImpl;
import java.time.InstantSource;
import org.springframework.stereotype.Component;
import org.stipend.cloud.TaskQueues;
import org.stipend.cost.ResearcherId;
import org.stipend.orchestrator.books.workflow.CreditLedger;
import org.stipend.orchestrator.books.workflow.CreditView;

/** The row behind {@code credit/<researcher>}. */
@Component
@ActivityImpl(taskQueues = TaskQueues.ENGINE)
final class PoolActivities implements CreditLedger {

  private final Deadlines deadlines;
  private final InstantSource clock;

  PoolActivities(Deadlines deadlines, InstantSource clock) {
    this.deadlines = deadlines;
    this.clock = clock;
  }

  @Override
  public CreditView onDeadline(CreditView view) {
    DeadlineView next =
        deadlines.onDeadline(new ResearcherId(view.researcher()), view.epoch(), clock.instant());
    return CreditView.of(next.pool().value(), next.epoch(), next.deadline());
  }
}
