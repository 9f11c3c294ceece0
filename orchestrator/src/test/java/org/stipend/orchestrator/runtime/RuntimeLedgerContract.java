package org.stipend.orchestrator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.stipend.cloud.disk.DiskCreated;
import org.stipend.cloud.disk.DiskName;
import org.stipend.cloud.machine.MachineName;
import org.stipend.cloud.machine.MachineState;
import org.stipend.cloud.machine.StopCause;
import org.stipend.orchestrator.runtime.workflow.DiskReport;
import org.stipend.orchestrator.runtime.workflow.Failure;
import org.stipend.orchestrator.runtime.workflow.MachineReport;
import org.stipend.orchestrator.runtime.workflow.RuntimeLedger;
import org.stipend.orchestrator.runtime.workflow.RuntimeSnapshot;
import org.stipend.orchestrator.runtime.workflow.RuntimeSnapshot.Desired;
import org.stipend.orchestrator.runtime.workflow.RuntimeSnapshot.MachinePhase;
import org.stipend.orchestrator.runtime.workflow.Wish;

/** What the rows of a runtime do for its workflow, the real ones and the fake. */
abstract class RuntimeLedgerContract {

  private static final Instant STARTED = Instant.parse("2026-04-01T00:00:00Z");
  private static final Instant ENDED = STARTED.plusSeconds(500);
  private static final Duration USUAL = Duration.ofDays(30);

  /** Of a runtime that was just launched at {@code 2026-04-01T00:00:00Z}, with credit. */
  abstract RuntimeLedger ledger();

  abstract UUID runtime();

  /** As a person wishes it. */
  abstract void want(Desired desired);

  abstract String state();

  abstract void loseCredit();

  abstract void moveTo(Instant instant);

  @Test
  void aLaunchIsWantedRunningAndHasNothingYet() {
    RuntimeSnapshot row = row();
    assertThat(row.desired()).isEqualTo(Desired.RUNNING);
    assertThat(row.generation()).isEqualTo(1);
    assertThat(row.settled()).isFalse();
    assertThat(row.diskReady()).isFalse();
    assertThat(row.machine()).isEqualTo(MachinePhase.NONE);
    assertThat(row.runLimit()).isNull();
    assertThat(state()).isEqualTo("STARTING");
  }

  @Test
  void aDiskIsReadyOnceItIsMade() {
    makeDisk();
    makeDisk();
    assertThat(row().diskReady()).isTrue();
  }

  @Test
  void aRunBeginsOnce() {
    ledger().beginRun(wish());
    RuntimeSnapshot begun = row();
    assertThat(begun.machine()).isEqualTo(MachinePhase.STARTING);
    assertThat(begun.machineGeneration()).isEqualTo(1);
    assertThat(begun.runGeneration()).isEqualTo(1);
    assertThat(begun.runLimit()).isBetween(Duration.ofHours(1), USUAL);
    ledger().beginRun(wish());
    assertThat(row()).isEqualTo(begun);
  }

  @Test
  void noRunBeginsForAnOlderWishOrWhereNoneIsWanted() {
    Wish launch = wish();
    want(Desired.STOPPED);
    ledger().beginRun(wish());
    assertThat(row().machine()).isEqualTo(MachinePhase.NONE);
    want(Desired.RUNNING);
    ledger().beginRun(launch);
    assertThat(row().machine()).isEqualTo(MachinePhase.NONE);
  }

  @Test
  void aMachineThatRunsIsReachedAtItsAddressUntilItEnds() {
    start();
    RuntimeSnapshot started = row();
    assertThat(started.machine()).isEqualTo(MachinePhase.STARTED);
    assertThat(started.address()).isEqualTo(URI.create("http://127.0.0.1:1"));
    assertThat(started.secret()).isEqualTo("secret");
    report(running());
    assertThat(row()).as("told twice").isEqualTo(started);
    report(stopped(ENDED, StopCause.REQUESTED));
    assertThat(row().machine()).isEqualTo(MachinePhase.OFF);
    assertThat(row().address()).isNull();
    assertThat(row().secret()).isNull();
  }

  @Test
  void itIsRunningWhenItsToolListensAndThenIsHealthy() {
    start();
    ledger().healthy(wish());
    assertThat(row().machine()).as("not before it listens").isEqualTo(MachinePhase.STARTED);
    ledger().listening(wish());
    assertThat(row().machine()).isEqualTo(MachinePhase.LISTENING);
    assertThat(row().settled()).isFalse();
    ledger().healthy(wish());
    assertThat(row().machine()).isEqualTo(MachinePhase.HEALTHY);
    assertThat(row().settled()).isTrue();
    assertThat(state()).isEqualTo("RUNNING");
  }

  @Test
  void whoActsForAnOlderWishChangesNothing() {
    start();
    Wish launch = wish();
    want(Desired.STOPPED);
    RuntimeSnapshot newer = row();
    ledger().listening(launch);
    ledger().healthy(launch);
    ledger().settled(launch);
    ledger().failed(new Failure(launch, "TOOL_UNHEALTHY", "The tool did not answer."));
    assertThat(row()).isEqualTo(newer);
    assertThat(state()).isEqualTo("STOPPING");
  }

  @Test
  void aStopIsFulfilledWhenTheMachineIsOff() {
    open();
    want(Desired.STOPPED);
    report(stopped(ENDED, StopCause.REQUESTED));
    assertThat(row().settled()).isFalse();
    ledger().settled(wish());
    assertThat(row().settled()).isTrue();
    assertThat(state()).isEqualTo("STOPPED");
  }

  @Test
  void aStartAfterAStopIsANewRunOfTheSameMachine() {
    open();
    want(Desired.STOPPED);
    report(stopped(ENDED, StopCause.REQUESTED));
    ledger().settled(wish());
    want(Desired.RUNNING);
    ledger().beginRun(wish());
    assertThat(row().machineGeneration()).isEqualTo(1);
    assertThat(row().runGeneration()).isEqualTo(row().generation()).isEqualTo(3);
  }

  @Test
  void aLaunchThatFailsIsToBeStoppedAndSaysSo() {
    start();
    ledger().failed(new Failure(wish(), "TOOL_UNHEALTHY", "The tool did not answer."));
    assertThat(row().desired()).isEqualTo(Desired.STOPPED);
    assertThat(row().settled()).isTrue();
    assertThat(row().machine()).as("it runs still").isEqualTo(MachinePhase.STARTED);
    report(stopped(ENDED, StopCause.REQUESTED));
    ledger().settled(wish());
    assertThat(state()).isEqualTo("FAILED");
  }

  @Test
  void aToolThatEndsByItselfFails() {
    open();
    report(stopped(ENDED, StopCause.EXITED));
    assertThat(row().desired()).isEqualTo(Desired.STOPPED);
    assertThat(row().machine()).isEqualTo(MachinePhase.OFF);
    assertThat(state()).isEqualTo("FAILED");
  }

  @Test
  void anEndOfARunThatNobodySawStartingCountsAsItsEnd() {
    makeDisk();
    ledger().beginRun(wish());
    moveTo(ENDED);
    report(stopped(ENDED, StopCause.EXITED));
    assertThat(row().machine()).isEqualTo(MachinePhase.OFF);
    assertThat(state()).isEqualTo("FAILED");
  }

  @Test
  void aRunThatEndedWithItsComputerIsWantedAgain() {
    open();
    report(stopped(ENDED, StopCause.LOST));
    assertThat(row().desired()).isEqualTo(Desired.RUNNING);
    assertThat(row().generation()).isEqualTo(2);
    assertThat(row().machine()).isEqualTo(MachinePhase.OFF);
    assertThat(state()).isEqualTo("STARTING");
  }

  @Test
  void aRunThatEndedWithItsComputerStaysStoppedWithoutCredit() {
    open();
    moveTo(ENDED);
    loseCredit();
    report(stopped(ENDED, StopCause.LOST));
    assertThat(row().desired()).isEqualTo(Desired.STOPPED);
    assertThat(state()).isEqualTo("STOPPED");
  }

  @Test
  void aRunThatTookAsLongAsAnyMayIsStopped() {
    open();
    Instant end = STARTED.plus(USUAL);
    moveTo(end.plusSeconds(1));
    report(stopped(end, StopCause.RUN_LIMIT));
    assertThat(row().desired()).isEqualTo(Desired.STOPPED);
    assertThat(row().settled()).isTrue();
    assertThat(state()).isEqualTo("STOPPED");
  }

  @Test
  void aMachineThatVanishedIsAFailure() {
    open();
    report(new MachineState.Missing(machine()));
    assertThat(row().desired()).isEqualTo(Desired.STOPPED);
    assertThat(row().machine()).isEqualTo(MachinePhase.NONE);
    assertThat(state()).isEqualTo("FAILED");
  }

  @Test
  void aDeletionIsFulfilledOnceThereIsNoMachine() {
    open();
    want(Desired.DELETED);
    report(stopped(ENDED, StopCause.REQUESTED));
    assertThat(row().machine()).isEqualTo(MachinePhase.OFF);
    report(new MachineState.Missing(machine()));
    assertThat(row().machine()).isEqualTo(MachinePhase.NONE);
    ledger().settled(wish());
    assertThat(row().settled()).isTrue();
    assertThat(state()).isEqualTo("DELETED");
  }

  private void open() {
    start();
    ledger().listening(wish());
    ledger().healthy(wish());
  }

  private void start() {
    makeDisk();
    ledger().beginRun(wish());
    report(running());
    moveTo(ENDED.plusSeconds(100));
  }

  private void makeDisk() {
    ledger()
        .diskCreated(new DiskReport(wish(), new DiskCreated(DiskName.of(row().disk()), STARTED)));
  }

  private MachineState running() {
    return new MachineState.Running(
        machine(),
        row().runGeneration(),
        STARTED,
        URI.create("http://127.0.0.1:1"),
        "secret",
        STARTED.plus(USUAL),
        null);
  }

  private MachineState stopped(Instant at, StopCause cause) {
    return new MachineState.Stopped(
        machine(), row().runGeneration(), STARTED, at, cause, 1, "last words", false);
  }

  private void report(MachineState machine) {
    ledger().machine(new MachineReport(wish(), machine));
  }

  private MachineName machine() {
    return MachineName.of(runtime(), row().machineGeneration());
  }

  private RuntimeSnapshot row() {
    return ledger().load(runtime());
  }

  private Wish wish() {
    return new Wish(runtime(), row().generation());
  }
}
