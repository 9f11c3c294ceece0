package org.stipend.orchestrator.funding;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;

/**
 * Books what was used so far, for statements; nothing waits for it. Only full hours whose stops
 * should be known by now (docs/adr/0004): one learned later is corrected.
 */
@Component
final class Settlements {

  private final PoolBooks books;
  private final PoolRows rows;
  private final PoolRounds rounds;

  Settlements(PoolBooks books, PoolRows rows, PoolRounds rounds) {
    this.books = books;
    this.rows = rows;
    this.rounds = rounds;
  }

  /** Settles up to {@code limit} pools whose hour is over; how many it did. */
  public int settleDue(Instant now, int limit) {
    Instant hour = now.minus(PoolBooks.SETTLE_AFTER).truncatedTo(ChronoUnit.HOURS);
    return rounds.go(
        limit,
        except -> rows.lockDueForSettlement(now, except),
        row -> books.settle(row, hour, now));
  }
}
