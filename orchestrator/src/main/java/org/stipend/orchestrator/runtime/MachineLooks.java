package org.stipend.orchestrator.runtime;

import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.BatchRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import org.springframework.stereotype.Component;
import org.stipend.cloud.TaskQueues;
import org.stipend.cost.RuntimeId;
import org.stipend.orchestrator.runtime.workflow.RuntimeInput;
import org.stipend.orchestrator.runtime.workflow.RuntimeWorkflow;

/**
 * Has a runtime look at its machine, as the hands do when one changed unasked. It says no more than
 * that: what is seen and what follows is the runtime's part, and to ask twice is to ask once.
 */
@Component
public final class MachineLooks {

  private final WorkflowClient client;
  private final RuntimeTable table;

  MachineLooks(WorkflowClient client, RuntimeTable table) {
    this.client = client;
    this.table = table;
  }

  /** A workflow that does not run is started; a runtime that is gone looks at nothing. */
  public void ask(RuntimeId runtime) {
    table.find(runtime).filter(row -> row.state() != RuntimeState.DELETED).ifPresent(this::signal);
  }

  private void signal(RuntimeRow row) {
    RuntimeWorkflow workflow =
        client.newWorkflowStub(
            RuntimeWorkflow.class,
            WorkflowOptions.newBuilder()
                .setWorkflowId(RuntimeEntity.KIND.workflowId(row.id()))
                .setTaskQueue(TaskQueues.ENGINE)
                .setWorkflowIdReusePolicy(
                    WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
                .setWorkflowIdConflictPolicy(
                    WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
                .build());
    BatchRequest batch = client.newSignalWithStartRequest();
    batch.add(workflow::run, RuntimeInput.of(row.id(), row.generation()));
    batch.add(workflow::machineChanged);
    client.signalWithStart(batch);
  }
}
