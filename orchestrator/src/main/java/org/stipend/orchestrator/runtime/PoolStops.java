package org.stipend.orchestrator.runtime;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cost.WorkspaceId;
import org.stipend.orchestrator.books.CreditStops;
import org.stipend.orchestrator.runtime.workflow.RuntimeSnapshot.Desired;

/** Stops what a pool can no longer pay. Nothing is deleted. */
@Component
final class PoolStops implements CreditStops {

  private final JdbcClient jdbc;
  private final RuntimeTable table;
  private final Steps steps;

  PoolStops(JdbcClient jdbc, RuntimeTable table, Steps steps) {
    this.jdbc = jdbc;
    this.table = table;
    this.steps = steps;
  }

  @Override
  public void stopMachines(Set<WorkspaceId> workspaces, Instant now) {
    for (RuntimeRow row : wantedRunning(workspaces)) {
      table.want(row, Desired.STOPPED, RuntimeState.STOPPING, "CREDIT", now);
      steps.begin(row.id(), Steps.Name.STOP, now);
    }
  }

  private List<RuntimeRow> wantedRunning(Set<WorkspaceId> workspaces) {
    if (workspaces.isEmpty()) {
      return List.of();
    }
    return jdbc.sql(
            "SELECT "
                + RuntimeRow.COLUMNS
                + """
                 FROM runtime r
                WHERE r.workspace IN (:workspaces) AND r.desired = 'RUNNING'
                ORDER BY r.id FOR UPDATE OF r
                """)
        .param("workspaces", workspaces.stream().map(WorkspaceId::value).toList())
        .query(RuntimeRow::of)
        .list();
  }
}
