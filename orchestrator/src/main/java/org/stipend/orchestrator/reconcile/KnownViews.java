package org.stipend.orchestrator.reconcile;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cloud.Place;
import org.stipend.orchestrator.reconcile.KnownMachine.Belief;

/** Reads what the live rows of a place say is there. */
@Component
final class KnownViews {

  private final JdbcClient jdbc;

  KnownViews(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Known of(Place place) {
    return new Known(
        jdbc.sql(
                """
                SELECT r.id, r.generation, r.vm_generation, r.zone, r.desired, r.machine, r.created_at, r.since,
                       d.project
                  FROM runtime r JOIN disk d ON d.id = r.disk
                 WHERE r.provider = :provider AND r.region IS NOT DISTINCT FROM :region AND r.state <> 'DELETED'
                """)
            .param("provider", place.provider())
            .param("region", place.region())
            .query((row, n) -> machine(row))
            .list(),
        jdbc.sql(
                """
                SELECT id, zone, type, size_gib, project,
                       CASE WHEN state = 'READY' AND desired = 'PRESENT' THEN created_at END AS there_since
                  FROM disk
                 WHERE provider = :provider AND region IS NOT DISTINCT FROM :region AND state <> 'DELETED'
                """)
            .param("provider", place.provider())
            .param("region", place.region())
            .query((row, n) -> disk(row))
            .list());
  }

  private static KnownMachine machine(ResultSet row) throws SQLException {
    return new KnownMachine(
        row.getObject("id", UUID.class),
        row.getLong("generation"),
        row.getLong("vm_generation"),
        row.getString("zone"),
        row.getString("desired").equals("RUNNING"),
        switch (row.getString("machine")) {
          case "NONE" -> Belief.NONE;
          case "STARTING" -> Belief.COMING;
          case "OFF" -> Belief.OFF;
          default -> Belief.RUNS;
        },
        row.getTimestamp("created_at").toInstant(),
        row.getTimestamp("since").toInstant(),
        row.getString("project"));
  }

  private static KnownDisk disk(ResultSet row) throws SQLException {
    var since = row.getTimestamp("there_since");
    return new KnownDisk(
        row.getObject("id", UUID.class),
        row.getString("zone"),
        row.getString("type"),
        row.getLong("size_gib"),
        since == null ? null : since.toInstant(),
        row.getString("project"));
  }
}
