package org.stipend.orchestrator.billing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.orchestrator.access.Caller;
import org.stipend.orchestrator.access.PersonRef;
import org.stipend.orchestrator.web.Cursor;
import org.stipend.orchestrator.web.Page;
import org.stipend.orchestrator.web.Paging;

/** Who has no billing account and asks the programme for help with one. */
@Component
final class AccountRequests {

  private static final String SELECT =
      """
      SELECT r.id, r.person, p.name AS person_name, p.email, r.asked_at, r.name, r.institution,
             r.nih_funded, r.phone
        FROM account_request r JOIN person p ON p.id = r.person
      """;

  private final JdbcClient jdbc;

  AccountRequests(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Inside the caller's transaction. */
  AccountRequestView ask(Caller caller, AskForAccount asked, Instant now) {
    UUID id = UUID.randomUUID();
    jdbc.sql(
            """
            INSERT INTO account_request (id, person, asked_at, name, institution, nih_funded, phone)
            VALUES (:id, :person, :now, :name, :institution, :nih, :phone)
            """)
        .param("id", id)
        .param("person", caller.id())
        .param("now", Timestamp.from(now))
        .param("name", asked.name().strip())
        .param("institution", asked.institution().strip())
        .param("nih", asked.nihFunded())
        .param("phone", asked.phone())
        .update();
    return jdbc.sql(SELECT + " WHERE r.id = :id")
        .param("id", id)
        .query(AccountRequests::view)
        .single();
  }

  /** Newest first. */
  Page<AccountRequestView> list(Paging paging) {
    List<AccountRequestView> found =
        jdbc.sql(
                SELECT
                    + """
                     WHERE :at::timestamptz IS NULL OR (r.asked_at, r.id) < (:at, :id)
                     ORDER BY r.asked_at DESC, r.id DESC LIMIT :rows
                    """)
            .param("at", paging.cursor().map(c -> Timestamp.from(c.instant(0))).orElse(null))
            .param("id", paging.cursor().map(c -> c.uuid(1)).orElse(null))
            .param("rows", paging.rows())
            .query(AccountRequests::view)
            .list();
    return Page.of(found, paging, view -> Cursor.of(view.askedAt(), view.id()));
  }

  private static AccountRequestView view(ResultSet rs, int number) throws SQLException {
    return new AccountRequestView(
        rs.getObject("id", UUID.class),
        new PersonRef(rs.getObject("person", UUID.class), rs.getString("person_name")),
        rs.getString("email"),
        rs.getTimestamp("asked_at").toInstant(),
        rs.getString("name"),
        rs.getString("institution"),
        rs.getBoolean("nih_funded"),
        rs.getString("phone"));
  }
}
