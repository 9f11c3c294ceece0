package org.stipend.orchestrator.billing;

import java.time.Instant;
import org.stipend.cost.BillingAccountId;

/**
 * Hears that an account stopped to be able to pay, or can again: inside the transaction of the
 * report that says so, once per change.
 */
public interface Health {

  /**
   * @param why a code: {@code ACCOUNT_CLOSED}, {@code ACCOUNT_NO_RIGHT}, {@code
   *     ACCOUNT_WRONG_CURRENCY}, {@code ACCOUNT_UNKNOWN}
   */
  void accountCannotPay(BillingAccountId account, String why, Instant since);

  void accountCanPayAgain(BillingAccountId account, Instant since);
}
