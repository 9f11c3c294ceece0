package org.stipend.orchestrator.runtime.workflow;

import static org.awaitility.Awaitility.await;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowStub;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.stipend.cloud.FailureType;
import org.stipend.orchestrator.runtime.workflow.RuntimeSnapshot.Desired;

/**
 * Records the histories that {@code ReplayTest} replays. Not part of a build: what was recorded by
 * an earlier version is what has to replay. For a new shape: {@code -Dtest=RecordRuntimeHistories}.
 */
class RecordRuntimeHistories {

  private RuntimeWorld world = new RuntimeWorld();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aRefusedLaunch() throws IOException {
    world.cloud.refusal = FailureType.COMPUTER_FULL;
    world.launch();
    world.becomes("FAILED");
    delete();
    record("runtime-launch-refused.json");
  }

  @Test
  void aFailedLaunchThatIsTriedAgain() throws IOException {
    AtomicBoolean unhealthy = new AtomicBoolean(true);
    world.cloud.before =
        call -> {
          if (call.equals("awaitHealthy") && unhealthy.get()) {
            throw ApplicationFailure.newNonRetryableFailure(
                "The tool did not answer.", FailureType.TOOL_UNHEALTHY.name());
          }
        };
    world.launch();
    world.becomes("FAILED");
    unhealthy.set(false);
    world.want(Desired.RUNNING);
    world.becomes("RUNNING");
    delete();
    record("runtime-launch-failed.json");
  }

  @Test
  void aLaunchThatIsCancelledWhileItWaits() throws IOException {
    world.cloud.endless = "awaitHealthy";
    world.launch();
    await().until(() -> world.cloud.calls.contains("awaitHealthy"));
    world.workflow.poke(world.runtime.takeBack());
    awaitEnd();
    record("runtime-launch-cancelled.json");
  }

  @Test
  void aStopAtTheEndOfTheCredit() throws IOException {
    world.launch();
    world.becomes("RUNNING");
    world.workflow.poke(world.runtime.endCredit());
    world.becomes("STOPPED");
    delete();
    record("runtime-stopped-by-credit.json");
  }

  @Test
  void aRunThatGoesOnAsANewOne() throws IOException {
    world.launch();
    world.becomes("RUNNING");
    String first = WorkflowStub.fromTyped(world.workflow).getExecution().getRunId();
    world.workflow.rollover();
    world.want(Desired.STOPPED);
    world.becomes("STOPPED");
    delete();
    write("runtime-rolled-over.json", client().fetchHistory(world.workflowId(), first));
    record("runtime-continued.json");
  }

  @Test
  void aStartInAnotherZone() throws IOException {
    world.close();
    world = new RuntimeWorld(List.of("us-central1-a", "us-central1-b"));
    world.launch();
    world.becomes("RUNNING");
    world.want(Desired.STOPPED);
    world.becomes("STOPPED");
    world.cloud.full = Set.of("us-central1-a");
    world.want(Desired.RUNNING);
    world.becomes("RUNNING");
    delete();
    record("runtime-started-elsewhere.json");
  }

  private void delete() {
    world.want(Desired.DELETED);
    awaitEnd();
  }

  private void awaitEnd() {
    WorkflowStub.fromTyped(world.workflow).getResult(Void.class);
  }

  private void record(String name) throws IOException {
    write(name, client().fetchHistory(world.workflowId()));
  }

  private static void write(String name, WorkflowExecutionHistory history) throws IOException {
    Files.writeString(Path.of("src/test/resources/histories", name), history.toJson(true) + "\n");
  }

  private WorkflowClient client() {
    return world.temporal.getWorkflowClient();
  }
}
