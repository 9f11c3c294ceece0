package org.stipend.orchestrator.funding;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Books what was used so far, for statements; nothing waits for it. Only full hours whose stops
 * should be known by now (docs/adr/0004): one learned later is corrected.
 */
@Component
final class Settlements {

  private final PoolBooks books;
  private final PoolRows rows;
  private final TransactionTemplate transactions;

  Settlements(PoolBooks books, PoolRows rows, TransactionTemplate transactions) {
    this.books = books;
    this.rows = rows;
    this.transactions = transactions;
  }

  /** Settles up to {@code limit} pools whose hour is over; how many there were. */
  public int settleDue(Instant now, int limit) {
    int settled = 0;
    while (settled < limit && settleOne(now)) {
      settled++;
    }
    return settled;
  }

  private boolean settleOne(Instant now) {
    return transactions.execute(status -> {
      Optional<PoolRow> due = rows.lockDueForSettlement(now);
      due.ifPresent(row ->
          books.settle(row, now.minus(PoolBooks.SETTLE_AFTER).truncatedTo(ChronoUnit.HOURS), now));
      return due.isPresent();
    });
  }
}
