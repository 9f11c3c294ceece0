package org.stipend.cost.funding;

import java.time.Instant;
import org.stipend.cost.ledger.Transaction;
import org.stipend.cost.money.Money;
import org.stipend.cost.time.Interval;

/** What was left of a grant at the instant it expired; always more than nothing. */
public record Breakage(Grant grant, Instant expiredAt, Money amount) {

  /** This breakage in the books. */
  public Transaction transaction() {
    return Transaction.expire(grant.id(), grant.programme(), amount, Interval.at(expiredAt));
  }
}
