package org.stipend.orchestrator.billing.workflow;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.UUID;

@WorkflowInterface
public interface LinkWorkflow {

  @WorkflowMethod(name = "ProjectLink")
  void run(UUID workspace);

  @SignalMethod(name = "poke")
  void poke(long generation);
}
