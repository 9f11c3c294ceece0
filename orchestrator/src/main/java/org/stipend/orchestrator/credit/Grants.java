package org.stipend.orchestrator.credit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stipend.cost.GrantId;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.funding.Grant;
import org.stipend.cost.ledger.Transaction;
import org.stipend.cost.money.Money;
import org.stipend.cost.time.Interval;
import org.stipend.orchestrator.books.PoolBooks;
import org.stipend.orchestrator.ledger.Booking;
import org.stipend.orchestrator.ledger.Ledger;

/** Gives credit and takes it back. Inside the caller's transaction, which has opened the pool. */
@Component
final class Grants {

  private static final int USUAL_PRIORITY = 100;

  private final GrantTable table;
  private final Ledger ledger;
  private final PoolBooks books;

  Grants(GrantTable table, Ledger ledger, PoolBooks books) {
    this.table = table;
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
    return table.has(researcher, programme);
  }

  GrantId give(ResearcherId owner, Terms terms, Instant now) {
    Instant expires = terms.expiresAt();
    Grant grant =
        new Grant(
            new GrantId(UUID.randomUUID()),
            terms.programme(),
            terms.amount(),
            USUAL_PRIORITY,
            terms.promotional(),
            Interval.floor(now),
            expires == null ? null : Interval.floor(expires));
    table.insert(owner, grant, terms, now);
    Booking booking = Booking.of(owner, now);
    ledger.book(
        Transaction.grant(
            grant.id(), grant.programme(), grant.amount(), Interval.at(grant.effectiveAt())),
        terms.grantedBy() == null ? booking : booking.by(terms.grantedBy(), terms.reason()));
    books.balanceChanged(owner, grant.effectiveAt());
    return grant.id();
  }

  /**
   * @param asked the most it takes; what it does take follows from the books
   */
  void takeBack(
      ResearcherId owner, GrantId grant, Money asked, String reason, UUID by, Instant now) {
    table.insertRevocation(grant, asked, reason, by, now);
    books.balanceChanged(owner, Interval.floor(now));
  }
}
