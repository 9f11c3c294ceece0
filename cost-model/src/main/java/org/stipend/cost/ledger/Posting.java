package org.stipend.cost.ledger;

import org.jspecify.annotations.Nullable;
import org.stipend.cost.money.Money;
import org.stipend.cost.rating.ChargeLine;

/**
 * One signed amount on one account.
 *
 * @param line the charge line it comes from; null where nothing was used
 */
public record Posting(Account account, Money amount, ChargeLine.@Nullable Key line) {

  public static Posting of(Account account, Money amount) {
    return new Posting(account, amount, null);
  }

  public Posting reversed() {
    return new Posting(account, amount.negated(), line);
  }
}
