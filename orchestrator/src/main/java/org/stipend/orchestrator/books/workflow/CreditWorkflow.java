package org.stipend.orchestrator.books.workflow;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** One per pool while a deadline is due; it decides only when to look. */
@WorkflowInterface
public interface CreditWorkflow {

  @WorkflowMethod(name = "Credit")
  void run(CreditDeadline view);

  /** The pool changed: its newest epoch and deadline, so that re-arming needs no activity. */
  @SignalMethod(name = "poke")
  void poke(CreditDeadline view);

  @SignalMethod(name = "rollover")
  void rollover();
}
