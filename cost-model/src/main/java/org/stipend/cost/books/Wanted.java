package org.stipend.cost.books;

import org.jspecify.annotations.Nullable;
import org.stipend.cost.funding.Breakage;
import org.stipend.cost.funding.Charge;
import org.stipend.cost.funding.Revocation;
import org.stipend.cost.funding.Taking;
import org.stipend.cost.ledger.Transaction;
import org.stipend.cost.rating.ChargeLine;

/**
 * What should stand in the books. Its transaction's key says which fact it is.
 *
 * @param line null where nothing was used
 * @param taking null where nothing was taken back
 */
record Wanted(
    Transaction transaction,
    ChargeLine.@Nullable Key line,
    long quantity,
    @Nullable Revocation taking) {

  static Wanted of(Charge charge) {
    return new Wanted(charge.transaction(), charge.line(), charge.quantity(), null);
  }

  static Wanted of(Breakage breakage) {
    return new Wanted(breakage.transaction(), null, 0, null);
  }

  static Wanted of(Taking taking) {
    return new Wanted(taking.transaction(), null, 0, taking.revocation());
  }

  String fact() {
    return transaction.key();
  }
}
