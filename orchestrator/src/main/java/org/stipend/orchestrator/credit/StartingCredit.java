package org.stipend.orchestrator.credit;

import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.money.Money;
import org.stipend.orchestrator.books.PoolBooks;

/** The credit a researcher starts with: once per person and programme, however often asked for. */
@Component
final class StartingCredit {

  static final String PROGRAMME = "starting-credit";
  static final Money AMOUNT = Money.ofDollars(300);
  static final Duration VALID = Duration.ofDays(365);

  private final Grants grants;
  private final PoolBooks books;
  private final TransactionTemplate transactions;

  StartingCredit(Grants grants, PoolBooks books, TransactionTemplate transactions) {
    this.grants = grants;
    this.books = books;
    this.transactions = transactions;
  }

  /**
   * Inside the caller's transaction or in one of its own. Who has it already is not kept waiting
   * for their pool.
   */
  void ensure(ResearcherId researcher, Instant now) {
    if (grants.has(researcher, PROGRAMME)) {
      return;
    }
    transactions.executeWithoutResult(status -> {
      books.open(researcher, now);
      if (!grants.has(researcher, PROGRAMME)) {
        grants.give(
            researcher,
            new Grants.Terms(
                PROGRAMME, true, "Starting credit", true, AMOUNT, now.plus(VALID), null),
            now);
      }
    });
  }
}
