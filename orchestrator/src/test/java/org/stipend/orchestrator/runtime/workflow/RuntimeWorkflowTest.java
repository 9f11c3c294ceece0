package org.stipend.orchestrator.runtime.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.temporal.api.enums.v1.EventType;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestWorkflowEnvironment;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stipend.cloud.FailureType;
import org.stipend.cloud.machine.StopCause;
import org.stipend.orchestrator.runtime.TestingRuntime;
import org.stipend.orchestrator.runtime.workflow.RuntimeSnapshot.Desired;

class RuntimeWorkflowTest {

  private final RuntimeWorld world = new RuntimeWorld();
  private final TestingRuntime runtime = world.runtime;
  private final TestingCloud cloud = world.cloud;
  private final TestWorkflowEnvironment temporal = world.temporal;
  private final RuntimeWorkflow workflow = world.workflow;

  @AfterEach
  void close() {
    world.close();
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
  void aToolWhoseSecretIsLostFailsWithItsCauseAndANewStartMendsIt() {
    cloud.before =
        call -> {
          if (call.equals("create")) {
            runtime.loseSecret();
          }
        };
    launch();
    becomes("FAILED");
    assertThat(runtime.failure()).isEqualTo("SECRET_LOST");
    await().until(() -> cloud.running() == 0);
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

  @ParameterizedTest
  @ValueSource(strings = {"awaitListening", "awaitHealthy"})
  void aToolThatEndsWhileItIsAwaitedFailsWithItsLastLinesAndInWords(String step) {
    cloud.endless = step;
    launch();
    await().until(() -> cloud.calls.contains(step));
    cloud.end(StopCause.EXITED);
    becomes("FAILED");

    assertThat(runtime.failure()).isEqualTo("TOOL_EXITED");
    assertThat(runtime.failureInWords())
        .isEqualTo("The tool ended by itself with exit code 1.\nlast words");
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
    RuntimeWorkflow again = world.startAgain();
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
    world.startAgain();
    becomes("FAILED");
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
    world.launch();
  }

  private void want(Desired desired) {
    world.want(desired);
  }

  private void becomes(String state) {
    world.becomes(state);
  }

  private boolean isContinued() {
    return !world
        .history()
        .getFirst()
        .getWorkflowExecutionStartedEventAttributes()
        .getContinuedExecutionRunId()
        .isEmpty();
  }

  private long events() {
    return world.history().stream()
        .filter(event -> event.getEventType() != EventType.EVENT_TYPE_WORKFLOW_TASK_TIMED_OUT)
        .count();
  }
}
