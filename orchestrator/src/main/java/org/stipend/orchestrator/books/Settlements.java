package org.stipend.orchestrator.books;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;

/**
 * Books what was used so far, for statements; nothing waits for it. Only full hours whose stops
 * should be known by now (docs/adr/0008), and what ended: a stop learned later is corrected.
 */
@Component
final class Settlements {

  private final PoolBooks books;
  private final PoolTable pools;
  private final PoolRounds rounds;

  Settlements(PoolBooks books, PoolTable pools, PoolRounds rounds) {
    this.books = books;
    this.pools = pools;
    this.rounds = rounds;
  }

  /** Settles up to {@code limit} pools whose books are due; how many it did. */
  public int settleDue(Instant now, int limit) {
    Instant hour = now.minus(PoolBooks.SETTLE_AFTER).truncatedTo(ChronoUnit.HOURS);
    return rounds.go(pools.dueForSettlement(now, limit), row -> books.settle(row, hour, now));
  }
}
