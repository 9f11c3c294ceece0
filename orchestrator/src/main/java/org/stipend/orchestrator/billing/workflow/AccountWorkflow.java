package org.stipend.orchestrator.billing.workflow;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.UUID;

/** Lives while somebody needs to know whether an account can pay. */
@WorkflowInterface
public interface AccountWorkflow {

  @WorkflowMethod(name = "BillingAccount")
  void run(UUID account);

  @SignalMethod(name = "poke")
  void poke(long version);
}
