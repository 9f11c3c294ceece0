package org.stipend.orchestrator.billing.workflow;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.UUID;

/** Lives while the project of a workspace is on its way to another account. */
@WorkflowInterface
public interface LinkWorkflow {

  @WorkflowMethod(name = "ProjectLink")
  void run(UUID workspace);

  @SignalMethod(name = "poke")
  void poke(long generation);
}
