package org.stipend.orchestrator.engine;

import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.BatchRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import java.util.function.BiConsumer;
import org.springframework.stereotype.Component;
import org.stipend.cloud.TaskQueues;

/** Signals a workflow, starting it first when none runs. */
@Component
public final class Pokes {

  private final WorkflowClient client;

  Pokes(WorkflowClient client) {
    this.client = client;
  }

  /**
   * @param batch adds the start and the signal, in this order
   */
  public <W> void signalWithStart(Class<W> workflow, String id, BiConsumer<BatchRequest, W> batch) {
    W stub =
        client.newWorkflowStub(
            workflow,
            WorkflowOptions.newBuilder()
                .setWorkflowId(id)
                .setTaskQueue(TaskQueues.ENGINE)
                .setWorkflowIdReusePolicy(
                    WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
                .setWorkflowIdConflictPolicy(
                    WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
                .build());
    BatchRequest request = client.newSignalWithStartRequest();
    batch.accept(request, stub);
    client.signalWithStart(request);
  }
}
