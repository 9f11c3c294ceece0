package org.stipend.orchestrator.funding;

import io.temporal.spring.boot.ActivityImpl;
import java.time.InstantSource;
import org.springframework.stereotype.Component;
import org.stipend.cloud.TaskQueues;
import org.stipend.cost.ResearcherId;
import org.stipend.orchestrator.funding.workflow.CreditLedger;
import org.stipend.orchestrator.funding.workflow.CreditView;

/** The row behind {@code credit/<researcher>}. */
@Component
@ActivityImpl(taskQueues = TaskQueues.ENGINE)
final class CreditRows implements CreditLedger {

  private final Deadlines deadlines;
  private final InstantSource clock;

  CreditRows(Deadlines deadlines, InstantSource clock) {
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
