package org.stipend.orchestrator.workspace;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cost.WorkspaceId;
import org.stipend.orchestrator.access.Access;
import org.stipend.orchestrator.access.Caller;
import org.stipend.orchestrator.access.Right;
import org.stipend.orchestrator.access.WorkspaceRole;
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
      SELECT p.id, p.name, p.email, m.role, m.since
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

  MemberViews(JdbcClient jdbc, Access access, PayerTable payers) {
    this.jdbc = jdbc;
    this.access = access;
    this.payers = payers;
  }

  Page<MemberView> list(Caller caller, WorkspaceId workspace, Paging paging) {
    access.require(caller, workspace, Right.VIEW);
    List<MemberView> rows =
        part(jdbc.sql(MEMBER + PART), paging)
            .param("workspace", workspace.value())
            .query(members(workspace))
            .list();
    return Page.of(rows, paging, last -> Cursor.of(last.id()));
  }

  MemberView one(WorkspaceId workspace, UUID person) {
    return jdbc.sql(MEMBER + " AND m.person = :person")
        .param("workspace", workspace.value())
        .param("person", person)
        .query(members(workspace))
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

  private RowMapper<MemberView> members(WorkspaceId workspace) {
    UUID pays = payers.of(workspace).by();
    return (row, number) -> {
      UUID person = row.getObject("id", UUID.class);
      return new MemberView(
          person,
          row.getString("name"),
          row.getString("email"),
          WorkspaceRole.valueOf(row.getString("role")),
          row.getTimestamp("since").toInstant(),
          person.equals(pays));
    };
  }
}
