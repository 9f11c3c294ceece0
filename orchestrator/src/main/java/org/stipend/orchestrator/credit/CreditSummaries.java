package org.stipend.orchestrator.credit;

import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.funding.GrantBalance;
import org.stipend.cost.funding.Pool;
import org.stipend.cost.money.Money;
import org.stipend.orchestrator.access.CreditOfPeople;
import org.stipend.orchestrator.books.PoolBooks;
import org.stipend.orchestrator.books.Snapshots;

/** A researcher's credit in one line, for lists of people: the same numbers as on its own page. */
@Component
final class CreditSummaries implements CreditOfPeople {

  private final PoolBooks books;
  private final Snapshots snapshots;

  CreditSummaries(PoolBooks books, Snapshots snapshots) {
    this.books = books;
    this.snapshots = snapshots;
  }

  @Override
  public Optional<CreditSummary> of(ResearcherId researcher, Instant now) {
    return snapshots.read(() -> books.look(researcher, now).map(CreditSummaries::summary));
  }

  private static CreditSummary summary(PoolBooks.Look look) {
    Pool pool = look.pool();
    return new CreditSummary(
        pool.standing().status().name(),
        Money.sum(pool.grants().stream().map(GrantBalance::left)),
        pool.burnRate().perHour(),
        pool.asOf(),
        look.outlook().end());
  }
}
