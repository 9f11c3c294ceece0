package org.stipend.orchestrator.credit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cost.GrantId;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.funding.Grant;
import org.stipend.cost.funding.Revocation;
import org.stipend.cost.money.Money;
import org.stipend.orchestrator.books.GrantFacts;

/** What was given and what was asked back. Rows are added and never changed. */
@Component
final class GrantTable implements GrantFacts {

  private final JdbcClient jdbc;

  GrantTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<Grant> grants(ResearcherId pool) {
    return jdbc.sql(
            """
            SELECT id, programme, amount_nanos, priority, promotional, effective_at, expires_at
              FROM credit_grant WHERE researcher = :pool ORDER BY id
            """)
        .param("pool", pool.value())
        .query(GrantTable::grant)
        .list();
  }

  @Override
  public List<Revocation> revocations(ResearcherId pool) {
    return jdbc.sql(
            """
            SELECT r.grant_id, r.amount_nanos, r.revoked_at,
                   row_number() OVER (PARTITION BY r.grant_id ORDER BY r.revoked_at, r.id) AS number
              FROM grant_revocation r JOIN credit_grant g ON g.id = r.grant_id
             WHERE g.researcher = :pool ORDER BY r.revoked_at, r.id
            """)
        .param("pool", pool.value())
        .query((row, n) ->
            new Revocation(
                new GrantId(row.getObject("grant_id", UUID.class)),
                row.getInt("number"),
                Money.ofNanos(row.getLong("amount_nanos")),
                row.getTimestamp("revoked_at").toInstant()))
        .list();
  }

  @Override
  public Said saidOf(GrantId grant, int number) {
    return jdbc.sql(
            """
            SELECT revoked_by AS by, reason FROM grant_revocation WHERE grant_id = :grant
             ORDER BY revoked_at, id OFFSET :before LIMIT 1
            """)
        .param("grant", grant.value())
        .param("before", number - 1)
        .query(Said.class)
        .single();
  }

  boolean has(ResearcherId researcher, String programme) {
    return jdbc.sql(
            """
            SELECT EXISTS (SELECT FROM credit_grant WHERE researcher = :r AND programme = :p)
            """)
        .param("r", researcher.value())
        .param("p", programme)
        .query(Boolean.class)
        .single();
  }

  void insert(ResearcherId owner, Grant grant, Grants.Terms terms, Instant now) {
    jdbc.sql(
            """
            INSERT INTO credit_grant (id, researcher, programme, once, reason, promotional, priority, amount_nanos,
                                      effective_at, expires_at, granted_by, granted_at)
            VALUES (:id, :owner, :programme, :once, :reason, :promotional, :priority, :amount,
                    :effective, :expires, :by, :now)
            """)
        .param("id", grant.id().value())
        .param("owner", owner.value())
        .param("programme", grant.programme())
        .param("once", terms.once())
        .param("reason", terms.reason())
        .param("promotional", grant.promotional())
        .param("priority", grant.priority())
        .param("amount", grant.amount().nanos())
        .param("effective", Timestamp.from(grant.effectiveAt()))
        .param("expires", grant.expiresAt() == null ? null : Timestamp.from(grant.expiresAt()))
        .param("by", terms.grantedBy())
        .param("now", Timestamp.from(now))
        .update();
  }

  /**
   * @param asked the most it takes
   */
  void insertRevocation(GrantId grant, Money asked, String reason, UUID by, Instant now) {
    jdbc.sql(
            """
            INSERT INTO grant_revocation (id, grant_id, amount_nanos, reason, revoked_by, revoked_at)
            VALUES (:id, :grant, :amount, :reason, :by, :now)
            """)
        .param("id", UUID.randomUUID())
        .param("grant", grant.value())
        .param("amount", asked.nanos())
        .param("reason", reason)
        .param("by", by)
        .param("now", Timestamp.from(now))
        .update();
  }

  private static Grant grant(ResultSet row, int n) throws SQLException {
    return new Grant(
        new GrantId(row.getObject("id", UUID.class)),
        row.getString("programme"),
        Money.ofNanos(row.getLong("amount_nanos")),
        row.getInt("priority"),
        row.getBoolean("promotional"),
        row.getTimestamp("effective_at").toInstant(),
        instant(row, "expires_at"));
  }

  static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }
}
