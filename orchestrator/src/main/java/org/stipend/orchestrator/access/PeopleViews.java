package org.stipend.orchestrator.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cost.ResearcherId;
import org.stipend.orchestrator.web.Cursor;
import org.stipend.orchestrator.web.Page;
import org.stipend.orchestrator.web.Paging;

/** People by name; the id decides between those of one name. */
@Component
final class PeopleViews {

  private final JdbcClient jdbc;
  private final CreditOfPeople credit;
  private final InstantSource clock;

  PeopleViews(JdbcClient jdbc, CreditOfPeople credit, InstantSource clock) {
    this.jdbc = jdbc;
    this.credit = credit;
    this.clock = clock;
  }

  /**
   * @param sought part of a name or an e-mail address; everybody when empty
   * @param spending only those on whose credit a workspace lives, while it lasts
   */
  Page<PersonView> list(String sought, boolean spending, Paging paging) {
    Instant now = clock.instant();
    return Page.of(
            rows(sought, spending, now, paging),
            paging,
            last -> Cursor.of(last.sortName(), last.id()))
        .map(row -> view(row, now));
  }

  private List<Row> rows(String sought, boolean spending, Instant now, Paging paging) {
    String afterName = paging.cursor().map(seen -> seen.text(0)).orElse(null);
    UUID afterId = paging.cursor().map(seen -> seen.uuid(1)).orElse(null);
    return jdbc.sql(
            """
            SELECT p.id, p.name, lower(p.name) AS sort_name, p.email, p.first_seen_at,
                   ARRAY(SELECT r.role FROM person_role r WHERE r.person = p.id) AS roles
              FROM person p
             WHERE (strpos(lower(p.name), :sought) > 0 OR strpos(lower(p.email), :sought) > 0)
               AND (NOT :spending OR EXISTS (
                        SELECT FROM credit_pool c
                          JOIN payer_binding b ON b.kind = 'CREDIT' AND b.payer = c.researcher::text
                          JOIN workspace w ON w.id = b.workspace
                         WHERE c.researcher = p.id AND c.status = 'ACTIVE'
                           AND (c.ends_at IS NULL OR c.ends_at > :now)
                           AND b.bound_to IS NULL AND w.deleted_at IS NULL))
               AND (CAST(:after AS text) IS NULL
                    OR (lower(p.name), p.id) > (CAST(:after AS text), CAST(:id AS uuid)))
             ORDER BY lower(p.name), p.id
             LIMIT :rows
            """)
        .param("sought", sought.toLowerCase(Locale.ROOT))
        .param("spending", spending)
        .param("now", Timestamp.from(now))
        .param("after", afterName)
        .param("id", afterId)
        .param("rows", paging.rows())
        .query(PeopleViews::row)
        .list();
  }

  private PersonView view(Row row, Instant now) {
    return new PersonView(
        row.id(),
        row.name(),
        row.email(),
        row.roles(),
        row.firstSeenAt(),
        credit.of(new ResearcherId(row.id()), now).orElse(null));
  }

  private static Row row(ResultSet row, int number) throws SQLException {
    return new Row(
        row.getObject("id", UUID.class),
        row.getString("name"),
        row.getString("sort_name"),
        row.getString("email"),
        row.getTimestamp("first_seen_at").toInstant(),
        Stream.of((String[]) row.getArray("roles").getArray())
            .map(Role::valueOf)
            .sorted()
            .toList());
  }

  private record Row(
      UUID id, String name, String sortName, String email, Instant firstSeenAt, List<Role> roles) {}
}
