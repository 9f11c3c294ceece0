package org.stipend.orchestrator.runtime.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.stipend.cloud.TaskQueues;
import org.stipend.cloud.Tool;
import org.stipend.orchestrator.runtime.workflow.RuntimeSnapshot.Desired;
import org.stipend.orchestrator.runtime.workflow.RuntimeSnapshot.MachinePhase;

/** The next step, for every row there can be. */
class PlannerTest {

  private static final UUID ID = new UUID(0, 1);

  @ParameterizedTest
  @CsvSource({
    "RUNNING, NONE,      false, BEGIN_RUN",
    "RUNNING, OFF,       false, BEGIN_RUN",
    "RUNNING, STARTING,  false, MAKE_MACHINE",
    "RUNNING, STARTED,   false, AWAIT_LISTENING",
    "RUNNING, LISTENING, false, AWAIT_HEALTHY",
    "RUNNING, HEALTHY,   false, SETTLE",
    "RUNNING, HEALTHY,   true,  WAIT",
    "STOPPED, STARTING,  false, STOP_MACHINE",
    "STOPPED, STARTED,   false, STOP_MACHINE",
    "STOPPED, LISTENING, false, STOP_MACHINE",
    "STOPPED, HEALTHY,   false, STOP_MACHINE",
    "STOPPED, STARTED,   true,  STOP_MACHINE", // a failed launch
    "STOPPED, OFF,       false, SETTLE",
    "STOPPED, NONE,      false, SETTLE",
    "STOPPED, OFF,       true,  WAIT",
    "STOPPED, NONE,      true,  WAIT",
    "DELETED, STARTING,  false, DELETE_MACHINE",
    "DELETED, STARTED,   false, DELETE_MACHINE",
    "DELETED, LISTENING, false, DELETE_MACHINE",
    "DELETED, HEALTHY,   false, DELETE_MACHINE",
    "DELETED, OFF,       false, DELETE_MACHINE",
    "DELETED, NONE,      false, SETTLE",
    "DELETED, NONE,      true,  DONE"
  })
  void leadsTowardsWhatIsWanted(
      Desired desired, MachinePhase machine, boolean settled, NextStep step) {
    assertThat(Planner.next(row(desired, machine, settled, true))).isEqualTo(step);
  }

  @ParameterizedTest
  @CsvSource({
    "RUNNING, OFF,      DELETE_MACHINE",
    "RUNNING, NONE,     MOVE_DISK",
    "RUNNING, STARTING, MAKE_MACHINE",
    "RUNNING, STARTED,  AWAIT_LISTENING",
    "STOPPED, OFF,      SETTLE",
    "STOPPED, NONE,     SETTLE",
    "DELETED, OFF,      DELETE_MACHINE",
    "DELETED, NONE,     SETTLE"
  })
  void aDiskThatIsWantedElsewhereIsMovedOnceNoMachineHasIt(
      Desired desired, MachinePhase machine, NextStep step) {
    assertThat(Planner.next(row(desired, machine, false, true, "us-central1-b"))).isEqualTo(step);
  }

  @ParameterizedTest
  @EnumSource(MachinePhase.class)
  void nothingRunsWithoutADisk(MachinePhase machine) {
    assertThat(Planner.next(row(Desired.RUNNING, machine, false, false)))
        .isEqualTo(NextStep.MAKE_DISK);
  }

  @ParameterizedTest
  @EnumSource(MachinePhase.class)
  void aDiskThatWasNeverMadeKeepsNothingFromEnding(MachinePhase machine) {
    assertThat(Planner.next(row(Desired.STOPPED, machine, false, false)))
        .isEqualTo(Planner.next(row(Desired.STOPPED, machine, false, true)));
    assertThat(Planner.next(row(Desired.DELETED, machine, false, false)))
        .isEqualTo(Planner.next(row(Desired.DELETED, machine, false, true)));
  }

  @Test
  void waitsOnlyForWhatIsSettledAndEndsOnlyWithWhatIsGone() {
    rows()
        .forEach(row -> {
          NextStep step = Planner.next(row);
          if (step == NextStep.WAIT || step == NextStep.DONE) {
            assertThat(row.settled()).as(row.toString()).isTrue();
          }
          assertThat(step == NextStep.DONE)
              .as(row.toString())
              .isEqualTo(
                  row.desired() == Desired.DELETED
                      && row.machine() == MachinePhase.NONE
                      && row.settled());
        });
  }

  private static Stream<RuntimeSnapshot> rows() {
    return Stream.of(Desired.values())
        .flatMap(desired ->
            Stream.of(MachinePhase.values())
                .flatMap(machine ->
                    Stream.of(true, false)
                        .flatMap(settled ->
                            Stream.of(true, false)
                                .map(ready -> row(desired, machine, settled, ready)))));
  }

  private static RuntimeSnapshot row(
      Desired desired, MachinePhase machine, boolean settled, boolean diskReady) {
    return row(desired, machine, settled, diskReady, null);
  }

  private static RuntimeSnapshot row(
      Desired desired,
      MachinePhase machine,
      boolean settled,
      boolean diskReady,
      @Nullable String movesTo) {
    return new RuntimeSnapshot(
        ID,
        ID,
        1,
        desired,
        settled,
        machine,
        1,
        1,
        Duration.ofDays(30),
        Tool.TERMINAL,
        "n1-standard-1",
        ID,
        diskReady,
        "pd-balanced",
        10,
        "http://runtime.localhost",
        null,
        null,
        TaskQueues.LOCAL,
        null,
        null,
        movesTo,
        1,
        false,
        null);
  }
}
