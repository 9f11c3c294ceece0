package org.stipend.orchestrator.funding;

import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.WorkspaceId;

/** Who pays for a workspace: one payer at any instant, from its creation on. */
@Component
public final class Bindings {

  private final JdbcClient jdbc;
  private final PoolRows rows;

  Bindings(JdbcClient jdbc, PoolRows rows) {
    this.jdbc = jdbc;
    this.rows = rows;
  }

  /** Inside the transaction that creates the workspace. */
  public void bindToCreator(WorkspaceId workspace, ResearcherId creator, Instant at) {
    rows.ensure(creator, at);
    jdbc.sql(
            """
            INSERT INTO payer_binding (workspace, kind, payer, bound_from)
            VALUES (:workspace, 'CREDIT', :creator, :at)
            """)
        .param("workspace", workspace.value())
        .param("creator", creator.toString())
        .param("at", Timestamp.from(at))
        .update();
  }
}
