package org.stipend.orchestrator.runtime.workflow;

import io.temporal.spring.boot.WorkflowImpl;
import io.temporal.workflow.Workflow;
import org.stipend.cloud.TaskQueues;
import org.stipend.cloud.inventory.Inventory;
import org.stipend.orchestrator.engine.workflow.Calls;

@WorkflowImpl(taskQueues = TaskQueues.ENGINE)
public final class ProviderWorkflowImpl implements ProviderWorkflow {

  @Override
  public void run(String taskQueue) {
    Inventory inventory =
        Workflow.newActivityStub(Inventory.class, Calls.on(taskQueue, Calls.LOOK));
    Workflow.newActivityStub(ProviderLedger.class, Calls.LEDGER).seen(inventory.describe());
  }
}
