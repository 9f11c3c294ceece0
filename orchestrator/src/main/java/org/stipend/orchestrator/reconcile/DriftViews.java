package org.stipend.orchestrator.reconcile;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.orchestrator.access.WorkspaceRef;
import org.stipend.orchestrator.web.Cursor;
import org.stipend.orchestrator.web.Page;
import org.stipend.orchestrator.web.Paging;

/** What differs now, the longest seen first. */
@Component
final class DriftViews {

  private final JdbcClient jdbc;
  private final DriftCosts costs;
  private final InstantSource clock;

  DriftViews(JdbcClient jdbc, DriftCosts costs, InstantSource clock) {
    this.jdbc = jdbc;
    this.costs = costs;
    this.clock = clock;
  }

  Page<DriftView> list(Paging paging) {
    Instant now = clock.instant();
    List<DriftView> found =
        jdbc.sql(
                """
                SELECT d.id, d.kind, d.name, d.zone, d.type, d.size_gib, d.burns, d.made_at, d.first_seen, d.last_seen,
                       d.quarantined_at, d.done, d.done_at, d.refused, d.next, d.next_at,
                       r.id AS known_runtime, w.id AS workspace, w.name AS workspace_name,
                       w.deleted_at IS NOT NULL AS workspace_deleted
                  FROM drift d
                  LEFT JOIN runtime r ON r.id = d.runtime
                  LEFT JOIN disk k ON k.id = d.disk
                  LEFT JOIN workspace w ON w.id = coalesce(r.workspace, k.workspace)
                 WHERE d.ended_at IS NULL
                   AND (:at::timestamptz IS NULL OR (d.first_seen, d.id) > (:at, :id))
                 ORDER BY d.first_seen, d.id LIMIT :rows
                """)
            .param("at", paging.cursor().map(c -> Timestamp.from(c.instant(0))).orElse(null))
            .param("id", paging.cursor().map(c -> c.uuid(1)).orElse(null))
            .param("rows", paging.rows())
            .query((row, n) -> view(row, now))
            .list();
    return Page.of(found, paging, view -> Cursor.of(view.firstSeen(), view.id()));
  }

  private DriftView view(ResultSet row, Instant now) throws SQLException {
    Drift.Kind kind = Drift.Kind.valueOf(row.getString("kind"));
    String type = row.getString("type");
    long size = row.getLong("size_gib");
    return new DriftView(
        row.getObject("id", UUID.class),
        kind,
        row.getString("name"),
        row.getString("zone"),
        type,
        size,
        row.getObject("known_runtime", UUID.class),
        workspace(row),
        instant(row, "made_at"),
        row.getTimestamp("first_seen").toInstant(),
        row.getTimestamp("last_seen").toInstant(),
        instant(row, "quarantined_at"),
        act(row.getString("done")),
        instant(row, "done_at"),
        row.getString("refused"),
        act(row.getString("next")),
        instant(row, "next_at"),
        costs.perDay(kind, type, size, row.getBoolean("burns"), now),
        kind.isPaidByPlatform());
  }

  private static @Nullable WorkspaceRef workspace(ResultSet row) throws SQLException {
    UUID id = row.getObject("workspace", UUID.class);
    return id == null
        ? null
        : new WorkspaceRef(
            id, row.getString("workspace_name"), row.getBoolean("workspace_deleted"));
  }

  private static @Nullable Act act(@Nullable String name) {
    return name == null ? null : Act.valueOf(name);
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }
}
