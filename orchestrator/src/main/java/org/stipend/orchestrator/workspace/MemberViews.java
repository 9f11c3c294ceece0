package org.stipend.orchestrator.workspace;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cost.WorkspaceId;
import org.stipend.cost.money.Money;
import org.stipend.orchestrator.access.Access;
import org.stipend.orchestrator.access.Caller;
import org.stipend.orchestrator.access.Right;
import org.stipend.orchestrator.access.WorkspaceRole;
import org.stipend.orchestrator.books.PoolBooks;
import org.stipend.orchestrator.books.Shares;
import org.stipend.orchestrator.payer.Binding;
import org.stipend.orchestrator.payer.PayerTable;
import org.stipend.orchestrator.web.Cursor;
import org.stipend.orchestrator.web.Page;
import org.stipend.orchestrator.web.Paging;
import org.stipend.orchestrator.web.Problem;

/** Members and those who could become some, by name; the id decides between those of one name. */
@Component
final class MemberViews {

  private static final int SHORTEST_SEARCH = 2;

  private static final String MEMBER =
      """
      SELECT p.id, p.name, p.email, m.role, m.since, m.cap_nanos
        FROM workspace_member m
        JOIN person p ON p.id = m.person
       WHERE m.workspace = :workspace
      """;

  private static final String PART =
      """
         AND (CAST(:after AS uuid) IS NULL
              OR (lower(p.name), p.id) > (SELECT lower(seen.name), seen.id FROM person seen
                                           WHERE seen.id = CAST(:after AS uuid)))
       ORDER BY lower(p.name), p.id
       LIMIT :rows
      """;

  private final JdbcClient jdbc;
  private final Access access;
  private final PayerTable payers;
  private final PoolBooks books;
  private final Shares shares;
  private final InstantSource clock;

  MemberViews(
      JdbcClient jdbc,
      Access access,
      PayerTable payers,
      PoolBooks books,
      Shares shares,
      InstantSource clock) {
    this.jdbc = jdbc;
    this.access = access;
    this.payers = payers;
    this.books = books;
    this.shares = shares;
    this.clock = clock;
  }

  Page<MemberView> list(Caller caller, WorkspaceId workspace, Paging paging) {
    access.require(caller, workspace, Right.VIEW);
    List<MemberView> rows =
        part(jdbc.sql(MEMBER + PART), paging)
            .param("workspace", workspace.value())
            .query(members(caller, workspace))
            .list();
    return Page.of(rows, paging, last -> Cursor.of(last.id()));
  }

  MemberView one(Caller caller, WorkspaceId workspace, UUID person) {
    return jdbc.sql(MEMBER + " AND m.person = :person")
        .param("workspace", workspace.value())
        .param("person", person)
        .query(members(caller, workspace))
        .single();
  }

  Page<CandidateView> candidates(
      Caller caller, WorkspaceId workspace, String sought, Paging paging) {
    access.require(caller, workspace, Right.OWN);
    if (sought.length() < SHORTEST_SEARCH) {
      throw Problem.invalid(
          "A search needs at least two characters.", "Write more of the name or address.");
    }
    List<CandidateView> rows =
        part(
                jdbc.sql(
                    """
                    SELECT p.id, p.name, p.email
                      FROM person p
                      JOIN person_role r ON r.person = p.id AND r.role = 'RESEARCHER'
                     WHERE p.disabled_at IS NULL
                       AND (strpos(lower(p.name), :sought) > 0 OR strpos(lower(p.email), :sought) > 0)
                       AND NOT EXISTS (SELECT FROM workspace_member m
                                        WHERE m.workspace = :workspace AND m.person = p.id)
                    """
                        + PART),
                paging)
            .param("workspace", workspace.value())
            .param("sought", sought.toLowerCase(Locale.ROOT))
            .query(CandidateView.class)
            .list();
    return Page.of(rows, paging, last -> Cursor.of(last.id()));
  }

  private static JdbcClient.StatementSpec part(JdbcClient.StatementSpec sql, Paging paging) {
    return sql.param("after", paging.cursor().map(seen -> seen.uuid(0)).orElse(null))
        .param("rows", paging.rows());
  }

  private RowMapper<MemberView> members(Caller caller, WorkspaceId workspace) {
    Binding bound = payers.of(workspace);
    UUID pays = bound.by();
    boolean isOwn = MemberCaps.isCreditOf(caller, bound);
    Map<UUID, Money> spent = isOwn ? spent(caller, workspace) : null;
    return (row, number) -> {
      UUID person = row.getObject("id", UUID.class);
      return new MemberView(
          person,
          row.getString("name"),
          row.getString("email"),
          WorkspaceRole.valueOf(row.getString("role")),
          row.getTimestamp("since").toInstant(),
          person.equals(pays),
          spent == null ? null : spent.getOrDefault(person, Money.ZERO),
          spent == null ? null : money(row, "cap_nanos"));
    };
  }

  /** What is not booked yet included. */
  private Map<UUID, Money> spent(Caller payer, WorkspaceId workspace) {
    return books
        .look(payer.researcher(), clock.instant())
        .map(look -> shares.in(workspace, look.draft()))
        .orElse(Map.of());
  }

  static @Nullable Money money(ResultSet row, String column) throws SQLException {
    long nanos = row.getLong(column);
    return row.wasNull() ? null : Money.ofNanos(nanos);
  }
}
