package org.stipend.orchestrator.runtime;

import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cost.ResearcherId;
import org.stipend.orchestrator.funding.CreditStops;
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
  public void stopMachines(ResearcherId pool, String cause, Instant now) {
    for (RuntimeRow row : wantedRunning(pool)) {
      table.want(row, Desired.STOPPED, RuntimeState.STOPPING, cause, now);
      steps.begin(row.id(), Steps.Name.STOP, now);
    }
  }

  private List<RuntimeRow> wantedRunning(ResearcherId pool) {
    return jdbc.sql(
            "SELECT "
                + RuntimeRow.COLUMNS
                + """
                 FROM runtime r JOIN workspace w ON w.id = r.workspace
                WHERE w.creator = :pool AND r.desired = 'RUNNING'
                ORDER BY r.id FOR UPDATE OF r
                """)
        .param("pool", pool.value())
        .query(RuntimeRow::of)
        .list();
  }
}
