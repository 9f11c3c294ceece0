package org.stipend.orchestrator.disk;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.orchestrator.disk.workflow.DiskWorkflow;
import org.stipend.orchestrator.engine.Poker;
import org.stipend.orchestrator.engine.Pokes;
import org.stipend.orchestrator.engine.Rehydrated;
import org.stipend.orchestrator.engine.Topic;
import org.stipend.orchestrator.engine.workflow.WorkflowIds;

@Component
final class DiskPokes implements Poker, Rehydrated {

  private final JdbcClient jdbc;
  private final Pokes pokes;

  DiskPokes(JdbcClient jdbc, Pokes pokes) {
    this.jdbc = jdbc;
    this.pokes = pokes;
  }

  @Override
  public Topic topic() {
    return Topic.DISK;
  }

  @Override
  public void poke(UUID disk, long generation) {
    pokes.signalWithStart(
        DiskWorkflow.class,
        workflowId(disk),
        (batch, workflow) -> {
          batch.add(workflow::run, disk);
          batch.add(workflow::poke, generation);
        });
  }

  @Override
  public String workflowId(UUID disk) {
    return WorkflowIds.disk(disk);
  }

  /** Only disks that are on their way out have something to wait for. */
  @Override
  public List<Live> live(@Nullable UUID after, int limit) {
    return jdbc.sql(
            """
            SELECT id AS key, generation AS version FROM disk
             WHERE desired = 'DELETED' AND state <> 'DELETED' AND (:after::uuid IS NULL OR id > :after)
             ORDER BY id LIMIT :limit
            """)
        .param("after", after)
        .param("limit", limit)
        .query(Live.class)
        .list();
  }

  @Override
  public void raiseAll() {
    jdbc.sql(
            """
            UPDATE disk SET generation = generation + 1 WHERE desired = 'DELETED' AND state <> 'DELETED'
            """)
        .update();
  }
}
