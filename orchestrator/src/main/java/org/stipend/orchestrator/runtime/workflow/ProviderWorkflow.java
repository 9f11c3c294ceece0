package org.stipend.orchestrator.runtime.workflow;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Asks the hands once what they are and offer, and writes it down. */
@WorkflowInterface
public interface ProviderWorkflow {

  @WorkflowMethod(name = "Provider")
  void run(String taskQueue);
}
