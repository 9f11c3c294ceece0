package org.stipend.orchestrator.books;

import io.temporal.spring.boot.ActivityImpl;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.stereotype.Component;
import org.stipend.cloud.TaskQueues;
import org.stipend.cost.ResearcherId;
import org.stipend.orchestrator.books.workflow.CreditDeadline;
import org.stipend.orchestrator.books.workflow.CreditLedger;
import org.stipend.orchestrator.books.workflow.EndsMoved;
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
    Instant now = clock.instant();
    Deadline next = turns.ofDeadline(pool, () -> deadlines.onDeadline(pool, known.epoch(), now));
    return view(next).with(deadlines.endsToMove(pool, now));
  }

  @Override
  public CreditDeadline endsMoved(EndsMoved moved) {
    ResearcherId pool = new ResearcherId(moved.researcher());
    return view(
        turns.ofDeadline(pool, () -> deadlines.endsMoved(pool, moved.done(), clock.instant())));
  }

  private static CreditDeadline view(Deadline next) {
    return CreditDeadline.of(next.pool().value(), next.epoch(), next.deadline());
  }
}
