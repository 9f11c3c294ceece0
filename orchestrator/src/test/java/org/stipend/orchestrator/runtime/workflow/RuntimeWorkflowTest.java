package org.stipend.orchestrator.runtime.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stipend.cloud.FailureType;
import org.stipend.cloud.Payloads;
import org.stipend.cloud.TaskQueues;
import org.stipend.cloud.machine.StopCause;
import org.stipend.orchestrator.runtime.workflow.RuntimeSnapshot.Desired;

class RuntimeWorkflowTest {

  private final TestingRuntime runtime = new TestingRuntime();
  private final TestingCloud cloud = new TestingCloud();
  private TestWorkflowEnvironment temporal;
  private RuntimeWorkflow workflow;

  @BeforeEach
  void start() {
    temporal =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(
                    WorkflowClientOptions.newBuilder()
                        .setDataConverter(Payloads.converter())
                        .build())
                .build());
    var engine = temporal.newWorker(TaskQueues.ENGINE);
    engine.registerWorkflowImplementationTypes(RuntimeWorkflowImpl.class);
    engine.registerActivitiesImplementations(runtime);
    temporal.newWorker("hands").registerActivitiesImplementations(cloud);
    temporal.start();
    workflow =
        temporal
            .getWorkflowClient()
            .newWorkflowStub(
                RuntimeWorkflow.class,
                WorkflowOptions.newBuilder()
                    .setWorkflowId("runtime/" + runtime.id)
                    .setTaskQueue(TaskQueues.ENGINE)
                    .build());
  }

  @AfterEach
  void close() {
    temporal.close();
  }

  @Test
  void launchesStepByStepAndThenOnlyWaits() {
    launch();
    becomes("RUNNING");

    assertThat(cloud.calls)
        .containsExactly("createDisk", "create", "awaitListening", "awaitHealthy");
  }

  @Test
  void stopsAndStartsTheSameMachineAgain() {
    launch();
    becomes("RUNNING");
    want(Desired.STOPPED);
    becomes("STOPPED");
    assertThat(cloud.running()).isZero();
    want(Desired.RUNNING);
    becomes("RUNNING");

    assertThat(cloud.machines()).isEqualTo(1);
    assertThat(cloud.calls).endsWith("stop", "start", "awaitListening", "awaitHealthy");
  }

  @Test
  void deletesTheMachineProvesItGoneAndEnds() {
    launch();
    becomes("RUNNING");
    want(Desired.DELETED);
    WorkflowStub.fromTyped(workflow).getResult(Void.class);

    assertThat(runtime.state()).isEqualTo("DELETED");
    assertThat(cloud.machines()).isZero();
    assertThat(cloud.calls).endsWith("delete", "observe");
  }

  @ParameterizedTest
  @ValueSource(strings = {"createDisk", "create", "awaitListening", "awaitHealthy"})
  void aDeleteDuringAnyStepOfALaunchLeavesNothing(String step) {
    cloud.endless = step;
    cloud.before =
        call -> {
          if (call.equals(step) && runtime.generation() == 1) {
            workflow.poke(runtime.want(Desired.DELETED));
          }
        };
    launch();
    WorkflowStub.fromTyped(workflow).getResult(Void.class);

    assertThat(runtime.state()).isEqualTo("DELETED");
    assertThat(cloud.machines()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"createDisk", "create", "awaitListening", "awaitHealthy"})
  void aStopDuringAnyStepOfALaunchEndsStoppedAndCanBeStartedAgain(String step) {
    cloud.endless = step;
    cloud.before =
        call -> {
          if (call.equals(step) && runtime.generation() == 1) {
            workflow.poke(runtime.want(Desired.STOPPED));
          }
        };
    launch();
    becomes("STOPPED");
    assertThat(cloud.running()).isZero();
    cloud.endless = "";
    want(Desired.RUNNING);
    becomes("RUNNING");
  }

  @Test
  void aStopEndsALongWaitForTheTool() {
    cloud.endless = "awaitHealthy";
    launch();
    await().until(() -> cloud.calls.contains("awaitHealthy"));
    want(Desired.STOPPED);
    becomes("STOPPED");

    assertThat(cloud.running()).isZero();
  }

  @ParameterizedTest
  @EnumSource(
      value = FailureType.class,
      names = {"COMPUTER_FULL", "TOOL_UNAVAILABLE", "DISK_MISSING"})
  void aRefusedLaunchFailsWithItsCodeAndNothingRuns(FailureType refusal) {
    cloud.refusal = refusal;
    launch();
    becomes("FAILED");

    assertThat(runtime.failure()).isEqualTo(refusal.name());
    await().until(() -> cloud.calls.contains("stop"));
    assertThat(cloud.running()).isZero();
  }

  @Test
  void aFailedLaunchCanBeTriedAgain() {
    cloud.refusal = FailureType.COMPUTER_FULL;
    launch();
    becomes("FAILED");
    cloud.refusal = null;
    want(Desired.RUNNING);
    becomes("RUNNING");
  }

  @Test
  void aCrashedToolBecomesFailed() {
    launch();
    becomes("RUNNING");
    cloud.end(StopCause.EXITED);
    workflow.machineChanged();
    becomes("FAILED");

    assertThat(runtime.failure()).isEqualTo("TOOL_EXITED");
  }

  @Test
  void aMachineAtItsRunLimitIsStoppedNotFailed() {
    launch();
    becomes("RUNNING");
    cloud.end(StopCause.RUN_LIMIT);
    workflow.machineChanged();
    becomes("STOPPED");
  }

  @Test
  void repeatedAndReorderedPokesChangeNothing() {
    launch();
    becomes("RUNNING");
    long stop = runtime.want(Desired.STOPPED);
    for (long poke : List.of(stop, 1L, stop, 0L, stop)) {
      workflow.poke(poke);
    }
    becomes("STOPPED");

    assertThat(cloud.calls).containsOnlyOnce("stop");
  }

  @Test
  void thirtyQuietDaysCostNotOneEvent() {
    launch();
    becomes("RUNNING");
    long before = events();
    temporal.sleep(Duration.ofDays(30));

    assertThat(events()).isEqualTo(before);
    want(Desired.STOPPED);
    becomes("STOPPED");
  }

  @Test
  void anEmptiedTemporalIsMadeUpForFromTheRowAlone() {
    launch();
    becomes("RUNNING");
    WorkflowStub.fromTyped(workflow).terminate("as if Temporal had lost it");
    RuntimeWorkflow again = startAgain();
    again.poke(runtime.want(Desired.STOPPED));
    becomes("STOPPED");

    assertThat(cloud.machines()).isEqualTo(1);
    assertThat(cloud.running()).isZero();
  }

  @Test
  void anEndThatNobodyListenedForIsNoticedByTheNextExecution() {
    launch();
    becomes("RUNNING");
    WorkflowStub.fromTyped(workflow).terminate("as if Temporal had lost it");
    cloud.end(StopCause.EXITED);
    startAgain();
    becomes("FAILED");
  }

  private RuntimeWorkflow startAgain() {
    RuntimeWorkflow again =
        temporal
            .getWorkflowClient()
            .newWorkflowStub(
                RuntimeWorkflow.class,
                WorkflowOptions.newBuilder()
                    .setWorkflowId("runtime/" + runtime.id)
                    .setTaskQueue(TaskQueues.ENGINE)
                    .build());
    WorkflowClient.start(again::run, RuntimeInput.of(runtime.id, runtime.generation()));
    return again;
  }

  @Test
  void rollsOverWhileItWaitsAndGoesOn() {
    launch();
    becomes("RUNNING");
    workflow.rollover();
    want(Desired.STOPPED);
    becomes("STOPPED");

    assertThat(cloud.calls).containsOnlyOnce("create");
  }

  @Test
  void rollsOverBetweenTwoStepsAndGoesOn() {
    cloud.before =
        call -> {
          if (call.equals("create")) {
            workflow.rollover();
          }
        };
    launch();
    becomes("RUNNING");

    assertThat(cloud.calls).containsOnlyOnce("create", "awaitListening", "awaitHealthy");
    assertThat(isContinued()).isTrue();
  }

  private void launch() {
    WorkflowClient.start(workflow::run, RuntimeInput.of(runtime.id, runtime.generation()));
  }

  private void want(Desired desired) {
    workflow.poke(runtime.want(desired));
  }

  private void becomes(String state) {
    await().until(() -> runtime.state().equals(state));
  }

  private boolean isContinued() {
    return !history()
        .getFirst()
        .getWorkflowExecutionStartedEventAttributes()
        .getContinuedExecutionRunId()
        .isEmpty();
  }

  private List<HistoryEvent> history() {
    return temporal.getWorkflowClient().fetchHistory("runtime/" + runtime.id).getEvents();
  }

  private long events() {
    return history().stream()
        .filter(event -> event.getEventType() != EventType.EVENT_TYPE_WORKFLOW_TASK_TIMED_OUT)
        .count();
  }
}
