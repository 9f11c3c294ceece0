package org.stipend.orchestrator.billing.workflow;

import org.stipend.cloud.billing.AccountState;

/** What a look at an account says of its use to pay. */
public enum Finding {
  OPEN,
  CLOSED,
  NO_RIGHT,
  WRONG_CURRENCY,
  UNKNOWN;

  private static final String CURRENCY = "USD";

  public static Finding of(AccountState account) {
    if (!account.visible()) {
      return UNKNOWN;
    }
    if (!account.open()) {
      return CLOSED;
    }
    if (!CURRENCY.equals(account.currency())) {
      return WRONG_CURRENCY;
    }
    return account.mayLink() ? OPEN : NO_RIGHT;
  }
}
