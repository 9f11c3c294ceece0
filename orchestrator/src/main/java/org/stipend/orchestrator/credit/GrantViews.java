package org.stipend.orchestrator.credit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cost.GrantId;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.books.Draft;
import org.stipend.cost.books.Entry;
import org.stipend.cost.funding.GrantBalance;
import org.stipend.cost.funding.Pool;
import org.stipend.cost.ledger.Account;
import org.stipend.cost.ledger.Transaction;
import org.stipend.cost.money.Money;
import org.stipend.orchestrator.ledger.Ledger;

/** Grants as people see them: who gave what, what is left and what was taken back. */
@Component
final class GrantViews {

  private static final String GRANT =
      """
      SELECT g.id, g.researcher, g.programme, g.reason, g.promotional, g.amount_nanos, g.effective_at, g.expires_at,
             g.granted_at, coalesce(p.name, 'Stipend') AS granted_by,
             ARRAY(SELECT v.revoked_at FROM grant_revocation v WHERE v.grant_id = g.id
                    ORDER BY v.revoked_at, v.id) AS revoked_at
        FROM credit_grant g LEFT JOIN person p ON p.id = g.granted_by
      """;

  private final JdbcClient jdbc;
  private final Ledger ledger;

  GrantViews(JdbcClient jdbc, Ledger ledger) {
    this.jdbc = jdbc;
    this.ledger = ledger;
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
      List<Instant> revokedAt) {

    /**
     * @param left of it now
     * @param revoked what was taken back
     */
    GrantView view(Money left, Money revoked, Instant now) {
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
          state(left, revoked, now),
          grantedBy,
          grantedAt,
          revokedAt);
    }

    private GrantView.State state(Money left, Money revoked, Instant now) {
      if (revoked.isPositive() && left.isZero()) {
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
        .query(GrantViews::row)
        .optional();
  }

  List<Row> of(ResearcherId owner) {
    return jdbc.sql(GRANT + " WHERE g.researcher = :owner ORDER BY g.granted_at, g.id")
        .param("owner", owner.value())
        .query(GrantViews::row)
        .list();
  }

  /** What was taken back of each grant of a pool, with what its books lack. */
  Map<GrantId, Money> revoked(ResearcherId owner, Draft draft) {
    Map<GrantId, Money> revoked = new HashMap<>(ledger.revoked(owner));
    for (Entry entry : draft.entries()) {
      if (entry.fact().startsWith(Transaction.REVOCATION)) {
        entry.transaction().postings().stream()
            .filter(one -> one.account().kind() == Account.Kind.CREDIT)
            .forEach(
                one -> revoked.merge(one.account().grant(), one.amount().negated(), Money::plus));
      }
    }
    return revoked;
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
        GrantTable.instant(row, "expires_at"),
        row.getTimestamp("granted_at").toInstant(),
        row.getString("granted_by"),
        Stream.of((Timestamp[]) row.getArray("revoked_at").getArray())
            .map(Timestamp::toInstant)
            .toList());
  }
}
