package org.stipend.cost.books;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stipend.cost.UseId;
import org.stipend.cost.funding.Charge;
import org.stipend.cost.funding.Revocation;
import org.stipend.cost.ledger.Transaction;
import org.stipend.cost.rating.ChargeLine;

/**
 * A journal that is to be booked.
 *
 * @param fact what it is about
 * @param line null where nothing was used
 * @param quantity base units the line's cumulative quantity moves by
 * @param reverses the journal it undoes; null: none
 * @param taking the revocation it books; null: it books none
 */
public record Entry(
    Transaction transaction,
    String fact,
    ChargeLine.@Nullable Key line,
    long quantity,
    @Nullable Long reverses,
    @Nullable Revocation taking) {

  /** What was used; empty where nothing was. */
  public Optional<UseId> use() {
    return line == null ? Optional.empty() : Optional.of(Charge.useOf(fact));
  }
}
