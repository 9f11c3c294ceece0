package org.stipend.workers.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.stipend.cloud.machine.MachineState;
import org.stipend.cloud.machine.StopCause;
import org.stipend.emulator.fault.Ending;
import org.stipend.emulator.fault.Fault;

/** Workers die while they wait, and others go on; they also get into each other's way. */
class GoogleWorkersTest {

  /** Nobody waits for this worker any more. */
  static final class Died extends RuntimeException {

    private static final long serialVersionUID = 1;
  }

  private static final Fault.Effect HANGS = new Fault.Ends(new Ending.Hangs());

  @RegisterExtension final EmulatedGoogle google = new EmulatedGoogle();
  private Asked asked = new Asked();
  private GoogleMachines other;

  @BeforeEach
  void makeTheHomeDisk() {
    google.provider().diskActivities().create(asked.disk());
    other = google.anotherWorker().machines();
  }

  @Test
  void aMachineIsMadeOnceWhereverItsWorkerDies() {
    diesAtEachHeartbeat(
        () -> {},
        machines -> machines.create(asked.start(1)),
        state -> {
          assertThat(state).isInstanceOf(MachineState.Running.class);
          assertThat(google.everything())
              .containsExactlyInAnyOrder(
                  asked.name.value(), asked.name.value(), asked.home.value());
        });
  }

  @Test
  void aStartIsOneRunWhereverItsWorkerDies() {
    diesAtEachHeartbeat(
        () -> {
          other.create(asked.start(1));
          other.stop(asked.stop(2));
        },
        machines -> machines.start(asked.start(3)),
        state ->
            assertThat(state)
                .isInstanceOfSatisfying(
                    MachineState.Running.class,
                    running -> assertThat(running.generation()).isEqualTo(3)));
  }

  @Test
  void aStopEndsTheRunWhereverItsWorkerDies() {
    diesAtEachHeartbeat(
        () -> other.create(asked.start(1)),
        machines -> machines.stop(asked.stop(2)),
        state -> assertThat(causeOf(state)).isEqualTo(StopCause.REQUESTED));
  }

  @Test
  void aDeletionLeavesTheDiskAloneWhereverItsWorkerDies() {
    diesAtEachHeartbeat(
        () -> other.create(asked.start(1)),
        machines -> machines.delete(asked.delete(2)),
        state -> {
          assertThat(causeOf(state)).isEqualTo(StopCause.REQUESTED);
          assertThat(google.everything()).containsExactly(asked.home.value());
        });
  }

  /** Once for each heartbeat that the call has: until it has none so late. */
  private void diesAtEachHeartbeat(
      Runnable before, Function<GoogleMachines, MachineState> call, Consumer<MachineState> after) {
    for (int fatal = 1; ; fatal++) {
      google.emulator().reset();
      asked = new Asked();
      google.provider().diskActivities().create(asked.disk());
      before.run();
      long runsBefore = google.runs();
      boolean hasDied = dies(fatal, call);
      MachineState state = call.apply(other);
      after.accept(state);
      assertThat(call.apply(other)).isEqualTo(state);
      assertThat(google.mostMachinesAtOnce()).isEqualTo(1);
      assertThat(google.runs() - runsBefore).isLessThanOrEqualTo(1);
      if (!hasDied) {
        assertThat(fatal).isGreaterThan(1);
        return;
      }
    }
  }

  private boolean dies(int fatalHeartbeat, Function<GoogleMachines, MachineState> call) {
    var beats = new AtomicInteger();
    ComputeProvider mortal =
        google.worker(() -> {
          if (beats.incrementAndGet() == fatalHeartbeat) throw new Died();
        });
    try {
      call.apply(mortal.machines());
      return false;
    } catch (Died died) {
      return true;
    }
  }

  @Test
  void aMachineWhoseMakingHangsIsDeletedAndNeverRan() {
    google.goesWrong("instances.insert", HANGS);
    begunAndLeft(machines -> machines.create(asked.start(1)));

    assertThat(other.delete(asked.delete(2))).isEqualTo(new MachineState.Missing(asked.name));

    assertThat(google.everything()).containsExactly(asked.home.value());
    assertThat(other.create(asked.start(1))).isInstanceOf(MachineState.Missing.class);
    assertThat(other.create(asked.start(3))).isInstanceOf(MachineState.Running.class);
    assertThat(google.mostMachinesAtOnce()).isEqualTo(1);
  }

  @Test
  void aStopOfAMachineWhoseMakingHangsIsTriedAgain() {
    google.goesWrong("instances.insert", HANGS);
    begunAndLeft(machines -> machines.create(asked.start(1)));

    assertThatThrownBy(() -> other.stop(asked.stop(2))).hasMessageContaining("tried again");
    assertThatThrownBy(() -> other.stop(asked.stop(2))).hasMessageContaining("tried again");
    assertThat(google.runs()).isZero();
  }

  @Test
  void aMachineWhoseStopHangsIsAliveUntilItIsDeleted() {
    other.create(asked.start(1));
    google.goesWrong("instances.stop", HANGS);
    ComputeProvider mortal =
        google.worker(() -> {
          if (!google.emulator().log().of("instances.stop").isEmpty()) throw new Died();
        });
    assertThatThrownBy(() -> mortal.machines().stop(asked.stop(2))).isInstanceOf(Died.class);

    MachineState end = other.delete(asked.delete(3));

    assertThat(end)
        .isInstanceOfSatisfying(
            MachineState.Stopped.class,
            stopped -> {
              assertThat(stopped.estimated()).isTrue();
              assertThat(stopped.stoppedAt()).isAfter(stopped.startedAt().plusSeconds(300));
            });
    assertThat(other.delete(asked.delete(3))).isEqualTo(end);
    assertThat(google.everything()).containsExactly(asked.home.value());
  }

  @Test
  void whoStopsWhatAnotherStillMakesWaitsForIt() {
    begunAndLeft(machines -> machines.create(asked.start(1)));

    assertThat(causeOf(other.stop(asked.stop(2)))).isEqualTo(StopCause.REQUESTED);
    assertThat(other.create(asked.start(1))).isInstanceOf(MachineState.Stopped.class);
    assertThat(google.runs()).isEqualTo(1);
  }

  @Test
  void aSnapshotOfTheDiskThatHangsKeepsNoMachineFromRunning() {
    other.create(asked.start(1));
    other.delete(asked.delete(2));
    google.goesWrong("disks.createSnapshot", HANGS);
    assertThatThrownBy(() -> mortal().diskActivities().move(asked.move())).isInstanceOf(Died.class);

    assertThat(other.create(asked.start(3))).isInstanceOf(MachineState.Running.class);
  }

  @Test
  void anOldStartThatComesAfterANewerStopOfADeadMachineStartsNothing() {
    other.create(asked.start(1));
    google.change(cloud ->
        cloud.byAdmin(EmulatedGoogle.PROJECT, EmulatedGoogle.ZONE, asked.name.value(), "stop"));
    google.awaitEnd(asked.name);

    MachineState end = other.stop(asked.stop(4));

    assertThat(causeOf(end)).isEqualTo(StopCause.OUTSIDE);
    assertThat(google.anotherWorker().machines().start(asked.start(3))).isEqualTo(end);
    assertThat(google.runs()).isEqualTo(1);
  }

  /** By a worker that dies as soon as it waits. */
  private void begunAndLeft(Consumer<GoogleMachines> call) {
    assertThatThrownBy(() -> call.accept(mortal().machines())).isInstanceOf(Died.class);
  }

  private ComputeProvider mortal() {
    return google.worker(() -> {
      throw new Died();
    });
  }

  private static StopCause causeOf(MachineState state) {
    assertThat(state).isInstanceOf(MachineState.Stopped.class);
    return ((MachineState.Stopped) state).cause();
  }
}
