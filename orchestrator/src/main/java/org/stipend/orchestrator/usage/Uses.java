package org.stipend.orchestrator.usage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.UseId;
import org.stipend.cost.WorkspaceId;
import org.stipend.cost.usage.Quantity;
import org.stipend.cost.usage.Use;

/** The parts of runs, as the books read them. */
@Component
public final class Uses {

  private final JdbcClient jdbc;

  Uses(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A use with what says who is to pay for it.
   *
   * @param launchFailed it never reached people
   */
  public record Known(Use use, WorkspaceId workspace, boolean launchFailed) {}

  /** What of a pool has not ended by an instant, whenever it began. */
  public List<Known> unfinished(ResearcherId pool, Instant at) {
    return jdbc.sql(
            """
            SELECT p.use_id, r.resource_kind, r.resource, r.workspace, r.launch_failed, p.sku_key, p.quantity,
                   r.started_at, r.stopped_at
              FROM usage_run r JOIN usage_part p ON p.run = r.id
             WHERE r.pool = :pool AND (r.stopped_at IS NULL OR r.stopped_at > :at)
             ORDER BY r.started_at, p.sku_key, p.use_id
            """)
        .param("pool", pool.value())
        .param("at", Timestamp.from(at))
        .query(Uses::known)
        .list();
  }

  private static Known known(ResultSet row, int n) throws SQLException {
    return new Known(
        new Use(
            new UseId(row.getObject("use_id", UUID.class)),
            ResourceKinds.resource(
                row.getString("resource_kind"), row.getObject("resource", UUID.class)),
            Quantity.of(row.getString("sku_key"), row.getLong("quantity")),
            row.getTimestamp("started_at").toInstant(),
            RunTable.instant(row, "stopped_at")),
        new WorkspaceId(row.getObject("workspace", UUID.class)),
        row.getBoolean("launch_failed"));
  }
}
