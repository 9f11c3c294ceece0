package org.stipend.orchestrator.proxy;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cost.RuntimeId;
import org.stipend.orchestrator.web.Problem;

/** Where the way into a runtime leads now. */
@Component
final class Destinations {

  private final JdbcClient jdbc;

  Destinations(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Destination find(RuntimeId runtime) {
    return jdbc.sql(
            """
            SELECT workspace, tool, state, desired FROM runtime
             WHERE id = :id AND state <> 'DELETED'
            """)
        .param("id", runtime.value())
        .query(Destination.class)
        .optional()
        .orElseThrow(Problem::notFound);
  }

  record Destination(UUID workspace, String tool, String state, String desired) {

    boolean isOpen() {
      return state.equals("RUNNING") && desired.equals("RUNNING");
    }
  }
}
