package org.stipend.orchestrator.reconcile;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.orchestrator.reconcile.workflow.Outcome;
import org.stipend.orchestrator.web.Cursor;
import org.stipend.orchestrator.web.Page;
import org.stipend.orchestrator.web.Paging;
import org.stipend.orchestrator.web.Problem;
import tools.jackson.databind.json.JsonMapper;

/** The passes of the last days. */
@Component
final class PassViews {

  private static final String SELECT =
      """
      SELECT id, due, dry_run, started_at, finished_at, outcome, machines, disks, found, %s
        FROM reconcile_pass
      """;

  private final JdbcClient jdbc;
  private final JsonMapper json;

  PassViews(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** With what it found so far. */
  PassView of(UUID pass) {
    return jdbc.sql(
            SELECT.formatted("coalesce(findings, '[]'::jsonb) AS findings") + "WHERE id = :id")
        .param("id", pass)
        .query((row, n) -> view(row))
        .optional()
        .orElseThrow(Problem::notFound);
  }

  /** Newest first. */
  Page<PassView> list(Paging paging) {
    List<PassView> found =
        jdbc.sql(
                SELECT.formatted("NULL AS findings")
                    + """
                     WHERE :at::timestamptz IS NULL OR (due, id) < (:at, :id)
                     ORDER BY due DESC, id DESC LIMIT :rows
                    """)
            .param("at", paging.cursor().map(c -> Timestamp.from(c.instant(0))).orElse(null))
            .param("id", paging.cursor().map(c -> c.uuid(1)).orElse(null))
            .param("rows", paging.rows())
            .query((row, n) -> view(row))
            .list();
    return Page.of(found, paging, view -> Cursor.of(view.due(), view.id()));
  }

  private PassView view(ResultSet row) throws SQLException {
    String outcome = row.getString("outcome");
    String findings = row.getString("findings");
    return new PassView(
        row.getObject("id", UUID.class),
        row.getTimestamp("due").toInstant(),
        row.getBoolean("dry_run"),
        instant(row, "started_at"),
        instant(row, "finished_at"),
        outcome == null ? null : Outcome.valueOf(outcome),
        row.getInt("machines"),
        row.getInt("disks"),
        row.getInt("found"),
        findings == null ? null : List.of(json.readValue(findings, FindingView[].class)));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }
}
