package org.stipend.cost.funding;

import org.stipend.cost.ledger.Transaction;
import org.stipend.cost.money.Money;
import org.stipend.cost.time.Interval;

/** What a revocation took; always more than nothing. */
public record Taking(Revocation revocation, String programme, Money amount) {

  /** This taking in the books. */
  public Transaction transaction() {
    return Transaction.revoke(
        revocation.grant(), revocation.number(), programme, amount, Interval.at(revocation.at()));
  }
}
