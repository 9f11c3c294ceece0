package org.stipend.orchestrator.notice;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.WorkspaceId;

/** Whom something concerns, and through which workspace. */
@Component
final class Recipients {

  private static final String MEMBERS_ON =
      """
      SELECT m.person, min(m.workspace::text) AS workspace
        FROM payer_binding b
        JOIN workspace_member m ON m.workspace = b.workspace
        JOIN workspace w ON w.id = b.workspace AND w.deleted_at IS NULL
       WHERE b.kind = 'CREDIT' AND b.payer = :pool AND b.bound_to IS NULL
         AND NOT EXISTS ( -- nothing stops where an account takes over
               SELECT FROM payer_successor s
                WHERE s.workspace = b.workspace AND s.ready_to IS NULL AND NOT EXISTS (
                      SELECT FROM account_outage o
                       WHERE o.account = s.account AND o.out_to IS NULL))
      """;

  private static final String OWNS = "m.role = 'OWNER'";

  /** What the end of the credit stopped belongs to who waits for it. */
  private static final String RUNS =
      """
      EXISTS (SELECT FROM runtime r
               WHERE r.workspace = m.workspace AND r.owner = m.person
                 AND (r.state NOT IN ('STOPPED', 'FAILED', 'DELETED')
                      OR (r.state = 'STOPPED' AND r.cause = 'CREDIT')))
      """;

  private final JdbcClient jdbc;

  Recipients(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Nobody's, once it is deleted. */
  List<UUID> owners(WorkspaceId workspace) {
    return jdbc.sql(
            """
            SELECT m.person
              FROM workspace_member m JOIN workspace w ON w.id = m.workspace AND w.deleted_at IS NULL
             WHERE m.workspace = :workspace AND m.role = 'OWNER'
            """)
        .param("workspace", workspace.value())
        .query(UUID.class)
        .list();
  }

  List<UUID> admins() {
    return jdbc.sql(
            """
            SELECT r.person FROM person_role r JOIN person p ON p.id = r.person
             WHERE r.role = 'ADMIN' AND p.disabled_at IS NULL
            """)
        .query(UUID.class)
        .list();
  }

  Map<UUID, @Nullable WorkspaceId> ownersOn(ResearcherId pool) {
    return on(pool, MEMBERS_ON + " AND " + OWNS + " GROUP BY m.person");
  }

  Map<UUID, @Nullable WorkspaceId> whoLiveOn(ResearcherId pool) {
    return on(pool, MEMBERS_ON + " AND (" + OWNS + " OR " + RUNS + ") GROUP BY m.person");
  }

  /** The one whose credit it is needs no workspace to look at it. */
  private Map<UUID, @Nullable WorkspaceId> on(ResearcherId pool, String members) {
    Map<UUID, @Nullable WorkspaceId> people = new TreeMap<>();
    jdbc.sql(members)
        .param("pool", pool.toString())
        .query(row -> {
          people.put(
              row.getObject("person", UUID.class),
              new WorkspaceId(UUID.fromString(row.getString("workspace"))));
        });
    people.put(pool.value(), null);
    return people;
  }
}
