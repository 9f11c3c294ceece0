package org.stipend.orchestrator.books.workflow;

import io.temporal.activity.ActivityInterface;

@ActivityInterface(namePrefix = "CreditLedger.")
public interface CreditLedger {

  /** Does what is due at the deadline, once, and answers the next one. */
  CreditDeadline onDeadline(CreditDeadline view);
}
