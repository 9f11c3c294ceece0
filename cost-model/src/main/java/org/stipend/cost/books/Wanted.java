package org.stipend.cost.books;

import org.jspecify.annotations.Nullable;
import org.stipend.cost.ledger.Transaction;
import org.stipend.cost.rating.ChargeLine;

/**
 * What should stand in the books. Its transaction's key says which fact it is.
 *
 * @param line null where nothing was used
 */
record Wanted(Transaction transaction, ChargeLine.@Nullable Key line, long quantity) {

  static Wanted withoutUse(Transaction transaction) {
    return new Wanted(transaction, null, 0);
  }

  String fact() {
    return transaction.key();
  }
}
