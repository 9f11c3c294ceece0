package org.stipend.orchestrator.funding;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cost.GrantId;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.ledger.Transaction;
import org.stipend.cost.money.Money;
import org.stipend.cost.time.Interval;
import org.stipend.orchestrator.ledger.Booking;
import org.stipend.orchestrator.ledger.Ledger;

/** Gives credit and takes it back. A grant never changes: more is another one. */
@Component
final class Grants {

  private static final int USUAL_PRIORITY = 100;

  private final JdbcClient jdbc;
  private final Ledger ledger;
  private final PoolBooks books;

  Grants(JdbcClient jdbc, Ledger ledger, PoolBooks books) {
    this.jdbc = jdbc;
    this.ledger = ledger;
    this.books = books;
  }

  /**
   * On what terms credit is given.
   *
   * @param once at most one per person and programme
   * @param grantedBy null: by the programme's rule
   */
  record Terms(
      String programme,
      boolean once,
      String reason,
      boolean promotional,
      Money amount,
      @Nullable Instant expiresAt,
      @Nullable UUID grantedBy) {}

  boolean has(ResearcherId researcher, String programme) {
    return jdbc.sql("SELECT count(*) FROM credit_grant WHERE researcher = :r AND programme = :p")
            .param("r", researcher.value())
            .param("p", programme)
            .query(Long.class)
            .single()
        > 0;
  }

  /** The pool is locked by the caller. */
  GrantId give(PoolRow row, Terms terms, Instant now) {
    GrantId grant = new GrantId(UUID.randomUUID());
    Instant effective = Interval.floor(now);
    insert(row.owner(), grant, terms, effective, now);
    Booking booking = Booking.of(row.owner(), now);
    ledger.book(
        Transaction.grant(grant, terms.programme(), terms.amount(), Interval.at(effective)),
        terms.grantedBy() == null ? booking : booking.by(terms.grantedBy(), terms.reason()));
    books.balanceChanged(row, effective, now);
    return grant;
  }

  private void insert(
      ResearcherId owner, GrantId grant, Terms terms, Instant effective, Instant now) {
    Instant expires = terms.expiresAt();
    jdbc.sql(
            """
            INSERT INTO credit_grant (id, researcher, programme, once, reason, promotional, priority, amount_nanos,
                                      effective_at, expires_at, granted_by, granted_at)
            VALUES (:id, :owner, :programme, :once, :reason, :promotional, :priority, :amount,
                    :effective, :expires, :by, :now)
            """)
        .param("id", grant.value())
        .param("owner", owner.value())
        .param("programme", terms.programme())
        .param("once", terms.once())
        .param("reason", terms.reason())
        .param("promotional", terms.promotional())
        .param("priority", USUAL_PRIORITY)
        .param("amount", terms.amount().nanos())
        .param("effective", Timestamp.from(effective))
        .param("expires", expires == null ? null : Timestamp.from(Interval.floor(expires)))
        .param("by", terms.grantedBy())
        .param("now", Timestamp.from(now))
        .update();
  }

  /** The pool is locked by the caller, who has seen to it that so much is left. */
  void revoke(PoolRow row, Revocation revocation, Instant now) {
    int revision = 1 + revisions(revocation.grant());
    jdbc.sql(
            """
            INSERT INTO grant_revocation (id, grant_id, amount_nanos, reason, revoked_by, revoked_at)
            VALUES (:id, :grant, :amount, :reason, :by, :now)
            """)
        .param("id", UUID.randomUUID())
        .param("grant", revocation.grant().value())
        .param("amount", revocation.amount().nanos())
        .param("reason", revocation.reason())
        .param("by", revocation.by())
        .param("now", Timestamp.from(now))
        .update();
    ledger.book(
        Transaction.revoke(
            revocation.grant(),
            revision,
            revocation.programme(),
            revocation.amount(),
            Interval.at(Interval.floor(now))),
        Booking.of(row.owner(), now).by(revocation.by(), revocation.reason()));
  }

  private int revisions(GrantId grant) {
    return jdbc.sql("SELECT count(*) FROM grant_revocation WHERE grant_id = :grant")
        .param("grant", grant.value())
        .query(Integer.class)
        .single();
  }

  record Revocation(GrantId grant, String programme, Money amount, String reason, UUID by) {}
}
