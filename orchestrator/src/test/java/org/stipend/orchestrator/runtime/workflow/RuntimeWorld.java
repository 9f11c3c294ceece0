package org.stipend.orchestrator.runtime.workflow;

import static org.awaitility.Awaitility.await;

import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.util.List;
import org.stipend.cloud.Payloads;
import org.stipend.cloud.TaskQueues;
import org.stipend.orchestrator.runtime.TestingRuntime;
import org.stipend.orchestrator.runtime.workflow.RuntimeSnapshot.Desired;

/** One runtime's real workflow in Temporal's test server, between rows and a cloud in memory. */
final class RuntimeWorld implements AutoCloseable {

  final TestingRuntime runtime;
  final TestingCloud cloud = new TestingCloud();
  final TestWorkflowEnvironment temporal =
      TestWorkflowEnvironment.newInstance(
          TestEnvironmentOptions.newBuilder()
              .setWorkflowClientOptions(
                  WorkflowClientOptions.newBuilder()
                      .setDataConverter(Payloads.converter())
                      .setIdentity("worker")
                      .build())
              .build());
  final RuntimeWorkflow workflow;

  RuntimeWorld() {
    this(List.of());
  }

  /** In a place with these zones. */
  RuntimeWorld(List<String> zones) {
    runtime = new TestingRuntime(zones);
    var engine = temporal.newWorker(TaskQueues.ENGINE);
    engine.registerWorkflowImplementationTypes(RuntimeWorkflowImpl.class);
    engine.registerActivitiesImplementations(runtime);
    temporal.newWorker(TaskQueues.LOCAL).registerActivitiesImplementations(cloud);
    temporal.start();
    workflow = stub();
  }

  @Override
  public void close() {
    temporal.close();
  }

  void launch() {
    WorkflowClient.start(workflow::run, RuntimeInput.of(runtime.id, runtime.generation()));
  }

  /** As the loader does, with nothing but the row. */
  RuntimeWorkflow startAgain() {
    RuntimeWorkflow again = stub();
    WorkflowClient.start(again::run, RuntimeInput.of(runtime.id, runtime.generation()));
    return again;
  }

  void want(Desired desired) {
    workflow.poke(runtime.want(desired));
  }

  void becomes(String state) {
    await().until(() -> runtime.state().equals(state));
  }

  List<HistoryEvent> history() {
    return temporal.getWorkflowClient().fetchHistory(workflowId()).getEvents();
  }

  String workflowId() {
    return "runtime/" + runtime.id;
  }

  private RuntimeWorkflow stub() {
    return temporal
        .getWorkflowClient()
        .newWorkflowStub(
            RuntimeWorkflow.class,
            WorkflowOptions.newBuilder()
                .setWorkflowId(workflowId())
                .setTaskQueue(TaskQueues.ENGINE)
                .build());
  }
}
