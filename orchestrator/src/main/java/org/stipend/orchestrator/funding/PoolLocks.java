package org.stipend.orchestrator.funding;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cost.DiskId;
import org.stipend.cost.RuntimeId;

/**
 * Locks are taken pool first, then runtimes and disks: whoever will touch money asks here before it
 * locks a row of its own, so that two transactions never wait for each other.
 */
@Component
public final class PoolLocks {

  private final JdbcClient jdbc;

  PoolLocks(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public void lockPoolOf(RuntimeId runtime) {
    jdbc.sql(
            """
            SELECT p.researcher
              FROM runtime r JOIN workspace w ON w.id = r.workspace
                             JOIN credit_pool p ON p.researcher = w.creator
             WHERE r.id = :runtime FOR UPDATE OF p
            """)
        .param("runtime", runtime.value())
        .query(rs -> {});
  }

  public void lockPoolOf(DiskId disk) {
    jdbc.sql(
            """
            SELECT p.researcher
              FROM disk d JOIN workspace w ON w.id = d.workspace
                          JOIN credit_pool p ON p.researcher = w.creator
             WHERE d.id = :disk FOR UPDATE OF p
            """)
        .param("disk", disk.value())
        .query(rs -> {});
  }
}
