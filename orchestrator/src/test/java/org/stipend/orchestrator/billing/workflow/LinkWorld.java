package org.stipend.orchestrator.billing.workflow;

import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.stipend.cloud.Payloads;
import org.stipend.cloud.TaskQueues;

/** One link's real workflow in Temporal's test server, which skips time while all wait. */
final class LinkWorld implements AutoCloseable {

  static final String ACCOUNT = "012345-6789AB-CDEF01";

  final TestingLinkRow row = new TestingLinkRow();
  final TestingBilling billing = new TestingBilling();
  final TestWorkflowEnvironment temporal =
      TestWorkflowEnvironment.newInstance(
          TestEnvironmentOptions.newBuilder()
              .setWorkflowClientOptions(
                  WorkflowClientOptions.newBuilder()
                      .setDataConverter(Payloads.converter())
                      .setIdentity("worker")
                      .build())
              .build());

  LinkWorld() {
    var engine = temporal.newWorker(TaskQueues.ENGINE);
    engine.registerWorkflowImplementationTypes(LinkWorkflowImpl.class);
    engine.registerActivitiesImplementations(row);
    temporal.newWorker(TaskQueues.LOCAL).registerActivitiesImplementations(billing);
    temporal.start();
    open();
  }

  @Override
  public void close() {
    temporal.close();
  }

  void open() {
    billing.put(ACCOUNT, new TestingBilling.Account(true, true, true, "USD", Set.of()));
  }

  void closed() {
    billing.put(ACCOUNT, new TestingBilling.Account(true, false, true, "USD", Set.of()));
  }

  LinkWorkflow start() {
    LinkWorkflow workflow =
        temporal
            .getWorkflowClient()
            .newWorkflowStub(
                LinkWorkflow.class,
                WorkflowOptions.newBuilder()
                    .setWorkflowId(workflowId())
                    .setTaskQueue(TaskQueues.ENGINE)
                    .build());
    WorkflowClient.start(workflow::run, row.workspace);
    return workflow;
  }

  /** Runs a wish to its end; how long that took. */
  Duration relink() {
    row.want(ACCOUNT);
    return finish(start());
  }

  /** By the history: the server's clock runs on when nobody waits any more. */
  Duration finish(LinkWorkflow workflow) {
    WorkflowStub.fromTyped(workflow).getResult(Void.class);
    List<HistoryEvent> events = temporal.getWorkflowClient().fetchHistory(workflowId()).getEvents();
    return Duration.ofSeconds(
        events.getLast().getEventTime().getSeconds()
            - events.getFirst().getEventTime().getSeconds());
  }

  String workflowId() {
    return "link/" + row.workspace;
  }
}
