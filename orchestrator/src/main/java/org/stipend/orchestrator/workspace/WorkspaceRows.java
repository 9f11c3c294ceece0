package org.stipend.orchestrator.workspace;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cost.WorkspaceId;
import org.stipend.cost.money.Money;
import org.stipend.orchestrator.access.Caller;
import org.stipend.orchestrator.access.PersonRef;
import org.stipend.orchestrator.access.WorkspaceRole;
import org.stipend.orchestrator.web.Cursor;
import org.stipend.orchestrator.web.Page;
import org.stipend.orchestrator.web.Paging;

/** How workspaces are read. Newest first; the id decides between those of one instant. */
@Component
final class WorkspaceRows {

  private static final String WORKSPACE =
      """
      SELECT w.id, w.name, w.description, w.created_at, p.id AS creator_id, p.name AS creator,
             coalesce(m.role, 'READER') AS role,
             coalesce(b.kind, 'CREDIT') AS payer_kind,
             CASE b.kind WHEN 'BILLING_ACCOUNT' THEN b.payer ELSE 'Credit of ' || p.name END AS payer
        FROM workspace w
        JOIN person p ON p.id = w.creator
        LEFT JOIN workspace_member m ON m.workspace = w.id AND m.person = :person
        LEFT JOIN payer_binding b ON b.workspace = w.id AND b.bound_to IS NULL
      """;

  private final JdbcClient jdbc;

  WorkspaceRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<WorkspaceView> find(Caller caller, WorkspaceId id) {
    return jdbc.sql(WORKSPACE + " WHERE w.id = :id")
        .param("person", caller.id())
        .param("id", id.value())
        .query(WorkspaceRows::view)
        .optional();
  }

  Page<WorkspaceView> list(Caller caller, boolean all, Paging paging) {
    Instant before = paging.cursor().map(seen -> seen.instant(0)).orElse(null);
    UUID beforeId = paging.cursor().map(seen -> seen.uuid(1)).orElse(null);
    return Page.of(
        jdbc.sql(
                WORKSPACE
                    + """
                     WHERE (:all OR m.person IS NOT NULL)
                       AND (CAST(:before AS timestamptz) IS NULL
                            OR (w.created_at, w.id) < (CAST(:before AS timestamptz), CAST(:id AS uuid)))
                     ORDER BY w.created_at DESC, w.id DESC
                     LIMIT :rows
                    """)
            .param("person", caller.id())
            .param("all", all)
            .param("before", before == null ? null : Timestamp.from(before))
            .param("id", beforeId)
            .param("rows", paging.rows())
            .query(WorkspaceRows::view)
            .list(),
        paging,
        last -> Cursor.of(last.createdAt(), last.id()));
  }

  private static WorkspaceView view(ResultSet row, int number) throws SQLException {
    return new WorkspaceView(
        row.getObject("id", UUID.class),
        row.getString("name"),
        row.getString("description"),
        WorkspaceRole.valueOf(row.getString("role")),
        new PersonRef(row.getObject("creator_id", UUID.class), row.getString("creator")),
        new WorkspaceView.PayerView(
            WorkspaceView.PayerView.Kind.valueOf(row.getString("payer_kind")),
            row.getString("payer")),
        Money.ZERO,
        0,
        0,
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }
}
