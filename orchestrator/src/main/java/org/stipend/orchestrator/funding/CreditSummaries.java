package org.stipend.orchestrator.funding;

import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.funding.GrantBalance;
import org.stipend.cost.funding.Pool;
import org.stipend.cost.money.Money;
import org.stipend.orchestrator.access.CreditOfPeople;

/** A researcher's credit in one line, for lists of people: the same numbers as on its own page. */
@Component
final class CreditSummaries implements CreditOfPeople {

  private final PoolRows rows;
  private final PoolBooks books;
  private final Snapshots snapshots;

  CreditSummaries(PoolRows rows, PoolBooks books, Snapshots snapshots) {
    this.rows = rows;
    this.books = books;
    this.snapshots = snapshots;
  }

  @Override
  public Optional<CreditSummary> of(ResearcherId researcher, Instant now) {
    return snapshots.read(() -> rows.find(researcher).map(row -> summary(row, now)));
  }

  private CreditSummary summary(PoolRow row, Instant now) {
    PoolBooks.Peek peek = books.peek(row, now);
    Pool pool = peek.settlement().after();
    PoolRow outlook = books.outlook(row, pool, peek.endedAt(), now);
    return new CreditSummary(
        pool.standing().name(),
        Money.sum(pool.grants().stream().map(GrantBalance::left)),
        pool.burnRate().perHour(),
        pool.asOf(),
        outlook.endedAt() == null ? outlook.endsAt() : outlook.endedAt());
  }
}
