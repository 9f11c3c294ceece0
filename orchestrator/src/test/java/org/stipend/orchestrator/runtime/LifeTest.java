package org.stipend.orchestrator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.stipend.cloud.Place;
import org.stipend.cloud.machine.MachineName;
import org.stipend.cloud.machine.MachineState;
import org.stipend.cloud.machine.StopCause;
import org.stipend.orchestrator.runtime.Consequence.DiskFate;
import org.stipend.orchestrator.runtime.workflow.RuntimeSnapshot.Desired;
import org.stipend.orchestrator.runtime.workflow.RuntimeSnapshot.MachinePhase;
import org.stipend.orchestrator.usage.MachineFact;

/** What follows from what happens to a runtime, from the row alone. */
class LifeTest {

  static final Instant START = Instant.parse("2026-04-01T00:00:00Z");
  static final Instant END = START.plusSeconds(500);
  static final Instant NOW = START.plusSeconds(600);
  static final Duration USUAL = Duration.ofDays(30);

  private static final MachineName NAME = MachineName.of(new UUID(0, 1), 1);

  @Test
  void aLaunchIsPokedAndWaitsForItsDisk() {
    Consequence launch = Life.launched(asked(true), START);
    assertThat(launch.row().state()).isEqualTo(RuntimeState.STARTING);
    assertThat(launch.row().wanted())
        .isEqualTo(new RuntimeRow.Wanted(Desired.RUNNING, false, 1, 1, Cause.PERSON));
    assertThat(launch.timeline())
        .containsExactly(begun(Steps.Name.RESERVE), begun(Steps.Name.DISK));
    assertThat(launch.poked()).isTrue();
  }

  @Test
  void aLaunchOnAKeptDiskDoesNotWaitForOne() {
    assertThat(Life.launched(asked(false), START).timeline())
        .containsExactly(begun(Steps.Name.RESERVE), new Mark.Finished());
  }

  @Test
  void aDiskThatIsMadeAfterAStopWasAskedForLeavesTheTimelineOfTheStopAlone() {
    assertThat(Life.after(launched(), new Happening.DiskMade(), NOW).timeline())
        .containsExactly(new Mark.Finished());
    RuntimeRow stopping = after(launched(), new Happening.ToStop(Cause.PERSON));
    assertThat(Life.after(stopping, new Happening.DiskMade(), NOW).timeline()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Cause.class)
  void aStopIsPokedAndSaysWhoseWishItWas(Cause cause) {
    Consequence stop = Life.after(running(), new Happening.ToStop(cause), NOW);
    assertThat(stop.row().wanted())
        .isEqualTo(new RuntimeRow.Wanted(Desired.STOPPED, false, 2, 2, cause));
    assertThat(stop.row().state()).isEqualTo(RuntimeState.STOPPING);
    assertThat(stop.row().shown().since()).isEqualTo(NOW);
    assertThat(stop.timeline()).containsExactly(begun(Steps.Name.STOP));
    assertThat(stop.poked()).isTrue();
    assertThat(stop.metered()).isEmpty();
  }

  @Test
  void aStartUsesTheDiskAndForgetsTheFailureBefore() {
    RuntimeRow failed =
        after(started(), new Happening.WishFailed(1, "TOOL_UNHEALTHY", "No answer."));
    Consequence start = Life.after(failed, new Happening.ToRun(Cause.PERSON), NOW);
    assertThat(start.row().desired()).isEqualTo(Desired.RUNNING);
    assertThat(start.row().shown().failed()).isNull();
    assertThat(start.disk()).isEqualTo(DiskFate.USED);
    assertThat(start.poked()).isTrue();
  }

  @Test
  void aFirstLaunchThatIsTakenBackGoesWithTheDiskItMade() {
    Consequence back = Life.after(started(), new Happening.TakenBack(Cause.PERSON), NOW);
    assertThat(back.row().desired()).isEqualTo(Desired.DELETED);
    assertThat(back.row().wanted().dropDisk()).isTrue();
  }

  @Test
  void aLaterStartThatIsTakenBackEndsStopped() {
    RuntimeRow again = after(stopped(), new Happening.ToRun(Cause.PERSON));
    RuntimeRow back = after(again, new Happening.TakenBack(Cause.PERSON));
    assertThat(back.desired()).isEqualTo(Desired.STOPPED);
    assertThat(back.state()).isEqualTo(RuntimeState.STOPPING);
  }

  @Test
  void aDeletionIsTakenBackWhileThereIsSomethingToDelete() {
    RuntimeRow deleting = after(running(), new Happening.ToDelete(Cause.PERSON));
    assertThat(after(deleting, new Happening.TakenBack(Cause.PERSON)).desired())
        .isEqualTo(Desired.STOPPED);
    RuntimeRow gone = after(deleting, seen(new MachineState.Missing(NAME)));
    assertThat(after(gone, new Happening.TakenBack(Cause.PERSON))).isEqualTo(gone);
  }

  @Test
  void aDeletionLetsTheDiskGoOnlyOnceTheRuntimeIsGone() {
    RuntimeRow deleting = after(running(), new Happening.ToDelete(Cause.PERSON));
    Consequence deletion = Life.after(deleting, new Happening.WishFulfilled(2), NOW);
    assertThat(deletion.disk()).isEqualTo(DiskFate.RELEASED);
    assertThat(deletion.row().shown().deletedAt()).isEqualTo(NOW);
    RuntimeRow withDisk = after(deleting, new Happening.ToDeleteWithDisk(Cause.PERSON));
    assertThat(withDisk.generation()).as("the same deletion").isEqualTo(2);
    assertThat(Life.after(withDisk, new Happening.WishFulfilled(2), NOW).disk())
        .isEqualTo(DiskFate.DROPPED);
  }

  @Test
  void aDiskIsNotDroppedAfterItsRuntimeIsGone() {
    RuntimeRow deleted =
        after(
            after(running(), new Happening.ToDelete(Cause.PERSON)), new Happening.WishFulfilled(2));
    assertThat(after(deleted, new Happening.ToDeleteWithDisk(Cause.PERSON))).isEqualTo(deleted);
  }

  @Test
  void aRunEndedOnRequestStopsTheMeterAndNothingElse() {
    RuntimeRow stopping = after(running(), new Happening.ToStop(Cause.PERSON));
    Consequence end = Life.after(stopping, ended(StopCause.REQUESTED), NOW);
    assertThat(end.metered()).containsExactly(new MachineFact.Stopped(END, false));
    assertThat(end.row().machine().phase()).isEqualTo(MachinePhase.OFF);
    assertThat(end.row().state()).isEqualTo(RuntimeState.STOPPING);
    assertThat(end.poked()).isFalse();
  }

  @Test
  void theMeterOfAFailedLaunchIsToldOnceOfAllThatHappened() {
    RuntimeRow asked = after(launched(), new Happening.RunBegun(1, USUAL, null));
    Consequence end = Life.after(asked, ended(StopCause.EXITED), NOW);
    assertThat(end.metered())
        .containsExactly(
            new MachineFact.Started(START),
            new MachineFact.Stopped(END, false),
            new MachineFact.LaunchFailed(START));
    assertThat(end.row().state()).isEqualTo(RuntimeState.FAILED);
    assertThat(end.row().shown().since()).isEqualTo(END);
  }

  @Test
  void aFailureOfWhatCouldBeOpenedIsNoFailedLaunch() {
    Consequence end = Life.after(running(), ended(StopCause.EXITED), NOW);
    assertThat(end.metered()).containsExactly(new MachineFact.Stopped(END, false));
    assertThat(end.row().shown().failed())
        .isEqualTo(
            new RuntimeRow.Failed("TOOL_EXITED", "The tool ended by itself with exit code 1."));
    assertThat(end.timeline()).containsExactly(new Mark.Failed("TOOL_EXITED"));
  }

  @ParameterizedTest
  @EnumSource(
      value = StopCause.class,
      names = {"LOST", "RUN_LIMIT"})
  void anotherRunIsAQuestionOfCreditWhereTheLastWasCutShort(StopCause cause) {
    Consequence end = Life.after(running(), ended(cause), NOW);
    assertThat(end.goesOnIfPaid()).isTrue();
    assertThat(end.row().desired()).isEqualTo(Desired.RUNNING);
    Consequence goesOn = Life.after(end.row(), new Happening.Paid(), NOW);
    assertThat(goesOn.row().generation()).isEqualTo(2);
    assertThat(goesOn.row().state()).isEqualTo(RuntimeState.STARTING);
    Consequence ends = Life.after(end.row(), new Happening.Unpaid(Cause.CREDIT), NOW);
    assertThat(ends.row().wanted())
        .isEqualTo(new RuntimeRow.Wanted(Desired.STOPPED, false, 1, 1, Cause.CREDIT));
    assertThat(ends.row().state()).isEqualTo(RuntimeState.STOPPED);
  }

  @ParameterizedTest
  @CsvSource({"PREEMPTED,PREEMPTED", "POWERED_OFF,POWERED_OFF", "OUTSIDE,OUTSIDE"})
  void whatOthersEndedIsStoppedAndSaysWhoDid(StopCause how, Cause why) {
    Consequence end = Life.after(running(), ended(how), NOW);
    assertThat(end.metered()).containsExactly(new MachineFact.Stopped(END, false));
    assertThat(end.row().state()).isEqualTo(RuntimeState.STOPPED);
    assertThat(end.row().wanted().cause()).isEqualTo(why);
    assertThat(end.goesOnIfPaid()).isFalse();
  }

  @Test
  void whatIsUnderWayIsNoEndAndNoBeginning() {
    assertThat(after(running(), seen(new MachineState.Stopping(NAME, 1)))).isEqualTo(running());
    assertThat(after(running(), seen(new MachineState.Starting(NAME)))).isEqualTo(running());
  }

  @Test
  void aRunOfTheUsualLengthIsStoppedByItsLimit() {
    Consequence end =
        Life.after(running(), seen(stopped(START.plus(USUAL), StopCause.RUN_LIMIT)), NOW);
    assertThat(end.goesOnIfPaid()).isFalse();
    assertThat(end.row().wanted().cause()).isEqualTo(Cause.RUN_LIMIT);
    assertThat(end.row().state()).isEqualTo(RuntimeState.STOPPED);
  }

  @Test
  void aMachineThatVanishedRanNoLongerThanItCouldHave() {
    Instant late = START.plus(USUAL).plusSeconds(9);
    Consequence gone = Life.after(running(), seen(new MachineState.Missing(NAME)), late);
    assertThat(gone.metered()).containsExactly(new MachineFact.Stopped(START.plus(USUAL), true));
    assertThat(gone.row().shown().failed())
        .extracting(RuntimeRow.Failed::code)
        .isEqualTo("MACHINE_LOST");
  }

  @Test
  void aStartWhileTheMachineOfAFailedLaunchStillRunsIsNoFailedLaunchOnceItIsOpen() {
    RuntimeRow failed =
        after(started(), new Happening.WishFailed(1, "TOOL_UNHEALTHY", "No answer."));
    assertThat(failed.machine().launchFailed()).isTrue();
    RuntimeRow again = after(failed, new Happening.ToRun(Cause.PERSON));
    RuntimeRow open =
        after(after(again, new Happening.ToolListens(2)), new Happening.ToolHealthy(2));
    assertThat(open.machine().launchFailed()).isFalse();
    assertThat(open.machine().wasRunning()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      value = MachinePhase.class,
      mode = Mode.EXCLUDE,
      names = {"NONE", "OFF"})
  void noRunBeginsWhileOneMayRun(MachinePhase phase) {
    RuntimeRow row = launched().with(running().machine().in(phase));
    assertThat(after(row, new Happening.RunBegun(1, USUAL, null))).isEqualTo(row);
  }

  static RuntimeRow stopped() {
    RuntimeRow off =
        after(after(running(), new Happening.ToStop(Cause.PERSON)), ended(StopCause.REQUESTED));
    return after(off, new Happening.WishFulfilled(2));
  }

  static RuntimeRow running() {
    return after(after(started(), new Happening.ToolListens(1)), new Happening.ToolHealthy(1));
  }

  private static RuntimeRow started() {
    return after(after(launched(), new Happening.RunBegun(1, USUAL, null)), seen(runs(1)));
  }

  private static RuntimeRow launched() {
    return Life.launched(asked(true), START).row();
  }

  static RuntimeRow.Asked asked(boolean diskMade) {
    return new RuntimeRow.Asked(
        new UUID(0, 1),
        new UUID(0, 2),
        new UUID(0, 3),
        new Place("local", null),
        "TERMINAL",
        "n1-standard-1",
        new UUID(0, 4),
        diskMade,
        START);
  }

  static MachineState runs(long run) {
    return new MachineState.Running(
        NAME, run, START, URI.create("http://127.0.0.1:1"), "secret", START.plus(USUAL), null);
  }

  private static Happening ended(StopCause cause) {
    return seen(stopped(END, cause));
  }

  static MachineState stopped(Instant at, StopCause cause) {
    return new MachineState.Stopped(NAME, 1, START, at, cause, 1, "last words", false);
  }

  /** In whichever generation it is by now. */
  static Happening seen(MachineState machine) {
    return new Happening.MachineSeen(Long.MAX_VALUE, machine);
  }

  private static Mark begun(Steps.Name step) {
    return new Mark.Begun(step);
  }

  static RuntimeRow after(RuntimeRow row, Happening happening) {
    return Life.after(row, happening, NOW).row();
  }
}
