package org.stipend.orchestrator.billing;

import java.time.Instant;
import org.stipend.cost.BillingAccountId;

/**
 * Hears that an account stopped to be able to pay, or can again: inside the transaction of the
 * report that says so. That it cannot is said with each report, so that whoever counted on it
 * meanwhile hears of it too.
 */
interface Health {

  /** Told before anything of an account is locked: whoever needs locks of their own takes them. */
  void hold(BillingAccountId account);

  /**
   * @param why a code: {@code ACCOUNT_CLOSED}, {@code ACCOUNT_NO_RIGHT}, {@code
   *     ACCOUNT_WRONG_CURRENCY}, {@code ACCOUNT_UNKNOWN}, {@code ACCOUNT_NOT_YOURS}
   */
  void accountCannotPay(BillingAccountId account, String why, Instant since);

  void accountCanPayAgain(BillingAccountId account, Instant since);
}
