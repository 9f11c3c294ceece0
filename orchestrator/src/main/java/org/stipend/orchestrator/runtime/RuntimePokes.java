package org.stipend.orchestrator.runtime;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.orchestrator.engine.Poker;
import org.stipend.orchestrator.engine.Pokes;
import org.stipend.orchestrator.engine.Rehydrated;
import org.stipend.orchestrator.engine.Topic;
import org.stipend.orchestrator.engine.workflow.WorkflowIds;
import org.stipend.orchestrator.runtime.workflow.RuntimeInput;
import org.stipend.orchestrator.runtime.workflow.RuntimeWorkflow;

@Component
final class RuntimePokes implements Poker, Rehydrated {

  private final JdbcClient jdbc;
  private final Pokes pokes;

  RuntimePokes(JdbcClient jdbc, Pokes pokes) {
    this.jdbc = jdbc;
    this.pokes = pokes;
  }

  @Override
  public Topic topic() {
    return Topic.RUNTIME;
  }

  @Override
  public void poke(UUID runtime, long generation) {
    pokes.signalWithStart(
        RuntimeWorkflow.class,
        workflowId(runtime),
        (batch, workflow) -> {
          batch.add(workflow::run, RuntimeInput.of(runtime, generation));
          batch.add(workflow::poke, generation);
        });
  }

  @Override
  public String workflowId(UUID runtime) {
    return WorkflowIds.runtime(runtime);
  }

  @Override
  public List<Live> live(@Nullable UUID after, int limit) {
    return jdbc.sql(
            """
            SELECT id AS key, generation AS version FROM runtime
             WHERE state <> 'DELETED' AND (:after::uuid IS NULL OR id > :after)
             ORDER BY id LIMIT :limit
            """)
        .param("after", after)
        .param("limit", limit)
        .query(Live.class)
        .list();
  }

  @Override
  public void raiseAll() {
    jdbc.sql("UPDATE runtime SET generation = generation + 1 WHERE state <> 'DELETED'").update();
  }
}
