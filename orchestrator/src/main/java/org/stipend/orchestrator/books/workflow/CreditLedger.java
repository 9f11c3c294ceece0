package org.stipend.orchestrator.books.workflow;

import io.temporal.activity.ActivityInterface;

@ActivityInterface(namePrefix = "CreditLedger.")
public interface CreditLedger {

  /**
   * Does what is due at the deadline, once, and answers the next one, with the machines whose own
   * ends have to be moved by now.
   */
  CreditDeadline onDeadline(CreditDeadline view);

  /** Machines end by themselves where they were asked to: answers the next deadline. */
  CreditDeadline endsMoved(EndsMoved moved);
}
