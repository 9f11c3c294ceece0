package org.stipend.orchestrator.books;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cost.ResearcherId;
import org.stipend.orchestrator.books.workflow.CreditView;
import org.stipend.orchestrator.books.workflow.CreditWorkflow;
import org.stipend.orchestrator.engine.Poker;
import org.stipend.orchestrator.engine.Pokes;
import org.stipend.orchestrator.engine.Rehydrated;
import org.stipend.orchestrator.engine.Topic;
import org.stipend.orchestrator.engine.workflow.WorkflowIds;

@Component
final class CreditPokes implements Poker, Rehydrated {

  private final JdbcClient jdbc;
  private final Deadlines deadlines;
  private final Pokes pokes;

  CreditPokes(JdbcClient jdbc, Deadlines deadlines, Pokes pokes) {
    this.jdbc = jdbc;
    this.deadlines = deadlines;
    this.pokes = pokes;
  }

  @Override
  public Topic topic() {
    return Topic.CREDIT;
  }

  /** Carries the newest epoch and deadline, whatever the version that caused it. */
  @Override
  public void poke(UUID researcher, long epoch) {
    DeadlineView now = deadlines.current(new ResearcherId(researcher));
    CreditView view = CreditView.of(researcher, now.epoch(), now.deadline());
    pokes.signalWithStart(
        CreditWorkflow.class,
        workflowId(researcher),
        (batch, workflow) -> {
          batch.add(workflow::run, view);
          batch.add(workflow::poke, view);
        });
  }

  @Override
  public String workflowId(UUID researcher) {
    return WorkflowIds.credit(researcher);
  }

  @Override
  public List<Live> live(@Nullable UUID after, int limit) {
    return jdbc.sql(
            """
            SELECT researcher AS key, epoch AS version FROM credit_pool
             WHERE deadline IS NOT NULL AND (:after::uuid IS NULL OR researcher > :after)
             ORDER BY researcher LIMIT :limit
            """)
        .param("after", after)
        .param("limit", limit)
        .query(Live.class)
        .list();
  }

  @Override
  public void raiseAll() {
    jdbc.sql("UPDATE credit_pool SET epoch = epoch + 1 WHERE deadline IS NOT NULL").update();
  }
}
