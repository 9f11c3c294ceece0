package org.stipend.orchestrator.funding;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cost.GrantId;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.funding.GrantBalance;
import org.stipend.cost.funding.Pool;
import org.stipend.cost.money.Money;

/** Grants as people see them: who gave what, and what is left. */
@Component
final class GrantRows {

  private static final String GRANT =
      """
      SELECT g.id, g.researcher, g.programme, g.reason, g.promotional, g.amount_nanos, g.effective_at, g.expires_at,
             g.granted_at, coalesce(p.name, 'Stipend') AS granted_by,
             (SELECT coalesce(sum(r.amount_nanos), 0) FROM grant_revocation r WHERE r.grant_id = g.id) AS revoked
        FROM credit_grant g LEFT JOIN person p ON p.id = g.granted_by
      """;

  private final JdbcClient jdbc;

  GrantRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  record Row(
      GrantId id,
      ResearcherId owner,
      String programme,
      String reason,
      boolean promotional,
      Money amount,
      Instant effectiveAt,
      @Nullable Instant expiresAt,
      Instant grantedAt,
      String grantedBy,
      Money revoked) {

    GrantView view(Money left, Instant now) {
      return new GrantView(
          id.value(),
          programme,
          reason,
          promotional,
          amount,
          left,
          revoked,
          effectiveAt,
          expiresAt,
          state(left, now),
          grantedBy,
          grantedAt);
    }

    private GrantView.State state(Money left, Instant now) {
      if (revoked.equals(amount)) {
        return GrantView.State.REVOKED;
      }
      if (expiresAt != null && !now.isBefore(expiresAt)) {
        return GrantView.State.EXPIRED;
      }
      if (now.isBefore(effectiveAt)) {
        return GrantView.State.FUTURE;
      }
      return left.isPositive() ? GrantView.State.ACTIVE : GrantView.State.SPENT;
    }
  }

  Optional<Row> find(GrantId grant) {
    return jdbc.sql(GRANT + " WHERE g.id = :id")
        .param("id", grant.value())
        .query(GrantRows::row)
        .optional();
  }

  List<Row> of(ResearcherId owner) {
    return jdbc.sql(GRANT + " WHERE g.researcher = :owner ORDER BY g.granted_at, g.id")
        .param("owner", owner.value())
        .query(GrantRows::row)
        .list();
  }

  static Money left(Pool pool, GrantId grant) {
    return pool.grants().stream()
        .filter(balance -> balance.grant().id().equals(grant))
        .map(GrantBalance::left)
        .findFirst()
        .orElse(Money.ZERO);
  }

  private static Row row(ResultSet row, int n) throws SQLException {
    return new Row(
        new GrantId(row.getObject("id", UUID.class)),
        new ResearcherId(row.getObject("researcher", UUID.class)),
        row.getString("programme"),
        row.getString("reason"),
        row.getBoolean("promotional"),
        Money.ofNanos(row.getLong("amount_nanos")),
        row.getTimestamp("effective_at").toInstant(),
        PoolRows.instant(row, "expires_at"),
        row.getTimestamp("granted_at").toInstant(),
        row.getString("granted_by"),
        Money.ofNanos(row.getLong("revoked")));
  }
}
