package org.stipend.orchestrator.workspace;

import static java.util.Objects.requireNonNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cost.WorkspaceId;
import org.stipend.cost.money.Money;
import org.stipend.orchestrator.access.Caller;
import org.stipend.orchestrator.access.PersonRef;
import org.stipend.orchestrator.access.WorkspaceRole;
import org.stipend.orchestrator.payer.PayerView;
import org.stipend.orchestrator.payer.PayerViews;
import org.stipend.orchestrator.usage.Costs;
import org.stipend.orchestrator.web.Cursor;
import org.stipend.orchestrator.web.Page;
import org.stipend.orchestrator.web.Paging;

/** How workspaces are read. Newest first; the id decides between those of one instant. */
@Component
final class WorkspaceViews {

  private static final String WORKSPACE =
      """
      SELECT w.id, w.name, w.description, w.created_at, w.version, p.id AS creator_id, p.name AS creator,
             coalesce(m.role, 'READER') AS role,
             (SELECT count(*) FROM runtime r
               WHERE r.workspace = w.id AND r.state IN ('STARTING', 'RUNNING', 'UPDATING')) AS running,
             (SELECT count(*) FROM disk d WHERE d.workspace = w.id AND d.state <> 'DELETED') AS disks
        FROM workspace w
        JOIN person p ON p.id = w.creator
        LEFT JOIN workspace_member m ON m.workspace = w.id AND m.person = :person
      """;

  private final JdbcClient jdbc;
  private final PayerViews payers;
  private final Costs costs;

  WorkspaceViews(JdbcClient jdbc, PayerViews payers, Costs costs) {
    this.jdbc = jdbc;
    this.payers = payers;
    this.costs = costs;
  }

  Optional<WorkspaceView> find(Caller caller, WorkspaceId id, Instant now) {
    return jdbc.sql(WORKSPACE + " WHERE w.id = :id AND w.deleted_at IS NULL")
        .param("person", caller.id())
        .param("id", id.value())
        .query(WorkspaceViews::row)
        .optional()
        .map(row -> views(List.of(row), now).getFirst());
  }

  Page<WorkspaceView> list(Caller caller, boolean all, Paging paging, Instant now) {
    Page<Row> page =
        Page.of(
            rows(caller, all, paging),
            paging,
            last -> Cursor.of(last.createdAt(), last.id().value()));
    return new Page<>(views(page.items(), now), page.nextCursor());
  }

  private List<Row> rows(Caller caller, boolean all, Paging paging) {
    Instant before = paging.cursor().map(seen -> seen.instant(0)).orElse(null);
    UUID beforeId = paging.cursor().map(seen -> seen.uuid(1)).orElse(null);
    return jdbc.sql(
            WORKSPACE
                + """
                 WHERE w.deleted_at IS NULL AND (:all OR m.person IS NOT NULL)
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
        .query(WorkspaceViews::row)
        .list();
  }

  private List<WorkspaceView> views(List<Row> rows, Instant now) {
    List<WorkspaceId> ids = rows.stream().map(Row::id).toList();
    Map<WorkspaceId, PayerView> payer = payers.of(ids);
    Map<WorkspaceId, Money> burn = costs.burnPerHour(ids, now);
    return rows.stream()
        .map(row ->
            row.view(requireNonNull(payer.get(row.id())), burn.getOrDefault(row.id(), Money.ZERO)))
        .toList();
  }

  private static Row row(ResultSet row, int number) throws SQLException {
    return new Row(
        new WorkspaceId(row.getObject("id", UUID.class)),
        row.getString("name"),
        row.getString("description"),
        WorkspaceRole.valueOf(row.getString("role")),
        new PersonRef(row.getObject("creator_id", UUID.class), row.getString("creator")),
        row.getInt("running"),
        row.getInt("disks"),
        row.getTimestamp("created_at").toInstant(),
        row.getLong("version"));
  }

  private record Row(
      WorkspaceId id,
      String name,
      String description,
      WorkspaceRole role,
      PersonRef creator,
      int running,
      int disks,
      Instant createdAt,
      long version) {

    WorkspaceView view(PayerView payer, Money burnPerHour) {
      return new WorkspaceView(
          id.value(),
          name,
          description,
          role,
          creator,
          payer,
          burnPerHour,
          running,
          disks,
          createdAt,
          version);
    }
  }
}
