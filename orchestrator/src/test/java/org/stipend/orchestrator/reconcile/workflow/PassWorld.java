package org.stipend.orchestrator.reconcile.workflow;

import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.stipend.cloud.Fence;
import org.stipend.cloud.Payloads;
import org.stipend.cloud.TaskQueues;
import org.stipend.cloud.Tool;
import org.stipend.cloud.disk.CreateDisk;
import org.stipend.cloud.disk.DiskName;
import org.stipend.cloud.machine.MachineName;
import org.stipend.cloud.machine.StartMachine;
import org.stipend.orchestrator.runtime.workflow.TestingCloud;

/** One pass's real workflow in Temporal's test server, between a ledger and a cloud in memory. */
final class PassWorld implements AutoCloseable {

  private static final UUID RUNTIME = new UUID(0, 7);

  final MachineName machine = MachineName.of(RUNTIME, 3);
  final TestingPass pass = new TestingPass();
  final TestingCloud cloud = new TestingCloud(Instant.parse("2026-01-01T00:00:00Z"));
  final TestWorkflowEnvironment temporal =
      TestWorkflowEnvironment.newInstance(
          TestEnvironmentOptions.newBuilder()
              .setWorkflowClientOptions(
                  WorkflowClientOptions.newBuilder()
                      .setDataConverter(Payloads.converter())
                      .setIdentity("worker")
                      .build())
              .build());

  PassWorld() {
    var engine = temporal.newWorker(TaskQueues.ENGINE);
    engine.registerWorkflowImplementationTypes(ReconcileWorkflowImpl.class);
    engine.registerActivitiesImplementations(pass);
    temporal.newWorker(TaskQueues.LOCAL).registerActivitiesImplementations(cloud);
    temporal.start();
    makeAMachine();
  }

  private void makeAMachine() {
    UUID disk = new UUID(0, 8);
    cloud.create(
        new CreateDisk(new Fence(disk, 1, 1), DiskName.of(disk), disk, disk, "pd-balanced", 10));
    cloud.create(
        new StartMachine(
            new Fence(RUNTIME, 3, 1),
            machine,
            RUNTIME,
            UUID.randomUUID(),
            Tool.TERMINAL,
            "n1-standard-1",
            DiskName.of(disk),
            "http://x.localhost",
            Duration.ofDays(30)));
  }

  void orders(Order.Verb verb) {
    pass.orders.add(new Order(new UUID(0, 9), verb, machine, new Fence(RUNTIME, 3, 2), null));
  }

  void run() {
    temporal
        .getWorkflowClient()
        .newWorkflowStub(
            ReconcileWorkflow.class,
            WorkflowOptions.newBuilder()
                .setWorkflowId(workflowId())
                .setTaskQueue(TaskQueues.ENGINE)
                .build())
        .run(ReconcileInput.of(pass.id, TaskQueues.LOCAL));
  }

  String workflowId() {
    return "reconcile/stipend-cloud-local/2026-01-01T00:00:00Z";
  }

  @Override
  public void close() {
    temporal.close();
  }
}
