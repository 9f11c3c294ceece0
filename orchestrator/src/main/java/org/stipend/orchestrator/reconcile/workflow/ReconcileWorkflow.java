package org.stipend.orchestrator.reconcile.workflow;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Lists all that a place has, once, and ends what is to be ended. */
@WorkflowInterface
public interface ReconcileWorkflow {

  @WorkflowMethod(name = "Reconcile")
  void run(ReconcileInput input);
}
