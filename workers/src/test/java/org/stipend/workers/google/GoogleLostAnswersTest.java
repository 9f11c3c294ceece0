package org.stipend.workers.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.temporal.failure.ApplicationFailure;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stipend.cloud.machine.MachineState;
import org.stipend.emulator.fault.Ending;
import org.stipend.emulator.fault.Fault;
import org.stipend.emulator.wire.Refusal;

/**
 * Where nobody knows whether a call was heard, and where Google itself is in trouble, the same call
 * is made again, and what was asked for is there once.
 */
class GoogleLostAnswersTest {

  private static final Refusal BACKEND = Refusal.of(503, "backendError", "Try again.");
  private static final Fault.Effect TROUBLE =
      new Fault.Ends(new Ending.Fails(500, "INTERNAL_ERROR", "Internal error."));

  @RegisterExtension final EmulatedGoogle google = new EmulatedGoogle();
  private final Asked asked = new Asked();
  private GoogleMachines machines;

  @BeforeEach
  void makeTheHomeDisk() {
    google.provider().diskActivities().create(asked.disk());
    machines = google.provider().machines();
  }

  @ParameterizedTest
  @ValueSource(strings = {"instances.insert", "zoneOperations.wait", "instances.get", "disks.get"})
  void aMachineWhoseAnswerIsLostIsMadeOnce(String method) {
    google.goesWrong(method, new Fault.DoneButDropped());

    MachineState state = again(() -> machines.create(asked.start(1)));

    assertThat(state).isInstanceOf(MachineState.Running.class);
    assertRanOnce();
  }

  @ParameterizedTest
  @ValueSource(strings = {"instances.insert", "instances.get", "disks.get", "zoneOperations.list"})
  void aMachineThatGoogleCannotMakeNowIsMadeByTheNextCall(String method) {
    google.goesWrong(method, new Fault.Refused(BACKEND));

    assertMayGoBetter(catchThrowable(() -> machines.create(asked.start(1))));

    assertThat(machines.create(asked.start(1))).isInstanceOf(MachineState.Running.class);
    assertRanOnce();
  }

  @ParameterizedTest
  @ValueSource(strings = {"instances.setMetadata", "instances.setScheduling", "instances.start"})
  void aStartWhoseAnswerIsLostIsOneRun(String method) {
    machines.create(asked.start(1));
    machines.stop(asked.stop(2));
    google.goesWrong(method, new Fault.DoneButDropped());

    assertMayGoBetter(catchThrowable(() -> machines.start(asked.start(3))));

    var running = (MachineState.Running) machines.start(asked.start(3));
    assertThat(running.generation()).isEqualTo(3);
    assertThat(google.runs()).isEqualTo(2);
    assertThat(google.mostMachinesAtOnce()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"instances.setMetadata", "instances.stop", "zoneOperations.wait"})
  void aStopWhoseAnswerIsLostIsOneStop(String method) {
    machines.create(asked.start(1));
    google.goesWrong(method, new Fault.DoneButRefused(BACKEND));

    MachineState state = again(() -> machines.stop(asked.stop(2)));

    assertThat(state).isInstanceOf(MachineState.Stopped.class);
    assertThat(machines.stop(asked.stop(2))).isEqualTo(state);
    assertRanOnce();
  }

  @ParameterizedTest
  @ValueSource(strings = {"instances.stop", "disks.setLabels", "instances.delete"})
  void aDeletionWhoseAnswerIsLostAnswersTheEndOfTheRunAllTheSame(String method) {
    machines.create(asked.start(1));
    google.goesWrong(method, new Fault.DoneButRefused(BACKEND));

    assertMayGoBetter(catchThrowable(() -> machines.delete(asked.delete(2))));

    assertThat(machines.delete(asked.delete(2)))
        .isInstanceOfSatisfying(
            MachineState.Stopped.class, end -> assertThat(end.generation()).isEqualTo(1));
    assertThat(google.everything()).containsExactly(asked.home.value());
  }

  @Test
  void anOperationThatGoogleDoesNotManageIsAskedForUnderAnotherId() {
    google.goesWrong("instances.insert", TROUBLE);
    machines.create(asked.start(1));
    google.goesWrong("instances.stop", TROUBLE);
    machines.stop(asked.stop(2));
    google.goesWrong("instances.start", TROUBLE);
    machines.start(asked.start(3));
    google.goesWrong("instances.delete", TROUBLE);
    machines.delete(asked.delete(4));

    assertThat(google.everything()).containsExactly(asked.home.value());
    assertThat(google.mostMachinesAtOnce()).isEqualTo(1);
    assertThat(google.runs()).isEqualTo(2);
  }

  @Test
  void afterFiveRoundsTheCallFailsAndARepeatGoesOn() {
    google.emulator().faults().add(Fault.next("instances.insert", TROUBLE).times(5));

    assertMayGoBetter(catchThrowable(() -> machines.create(asked.start(1))));
    assertThat(google.everything()).containsExactly(asked.home.value());
  }

  @Test
  void theSameCallHasTheSameIdAndAnotherWishAnother() {
    google.goesWrong("instances.insert", new Fault.Dropped());
    again(() -> machines.create(asked.start(1)));
    machines.delete(asked.delete(2));
    machines.create(asked.start(3));

    var ids =
        google.emulator().log().of("instances.insert").stream()
            .map(entry -> entry.requestId())
            .toList();
    assertThat(ids).hasSize(3);
    assertThat(ids.get(0)).isEqualTo(ids.get(1)).isNotEqualTo(ids.get(2));
  }

  @Test
  void aMachineThatIsNotShownYetIsNoMissingOne() {
    google
        .emulator()
        .faults()
        .add(Fault.next("instances.get", new Fault.Stale()).fromCall(2).times(2));

    assertThat(machines.create(asked.start(1))).isInstanceOf(MachineState.Running.class);
  }

  @Test
  void anOperationThatGoogleHasForgottenIsOver() {
    google.goesWrong("zoneOperations.wait", new Fault.Refused(Refusal.notFound("operation-1")));

    assertThat(machines.create(asked.start(1))).isInstanceOf(MachineState.Running.class);
    assertRanOnce();
  }

  @Test
  void whatIsNotReadyYetIsTriedAgain() {
    machines.create(asked.start(1));
    google.goesWrong("instances.stop", new Fault.Refused(Refusal.notReady("instances/x")));

    assertMayGoBetter(catchThrowable(() -> machines.stop(asked.stop(2))));
    assertThat(machines.stop(asked.stop(2))).isInstanceOf(MachineState.Stopped.class);
  }

  @Test
  void whoWroteLaterThanWeReadIsReadAgain() {
    machines.create(asked.start(1));
    google
        .emulator()
        .faults()
        .add(
            Fault.next(
                    "instances.setMetadata",
                    new Fault.Refused(Refusal.staleFingerprint("metadata")))
                .times(3));

    assertThat(machines.stop(asked.stop(2))).isInstanceOf(MachineState.Stopped.class);
  }

  @Test
  void whatIsGoneWhenItIsToBeDeletedIsDeleted() {
    machines.create(asked.start(1));
    MachineState end = machines.stop(asked.stop(2));
    google.goesWrong("instances.delete", new Fault.DoneButRefused(Refusal.notFound("it")));

    assertThat(machines.delete(asked.delete(3))).isEqualTo(end);
  }

  private static <T> T again(Supplier<T> call) {
    try {
      return call.get();
    } catch (ComputeFailure lost) {
      return call.get();
    }
  }

  /** Whatever is no refusal for good is tried again by who called. */
  private static void assertMayGoBetter(Throwable failure) {
    assertThat(failure).isNotNull().isNotInstanceOf(ApplicationFailure.class);
  }

  private void assertRanOnce() {
    assertThat(google.runs()).isEqualTo(1);
    assertThat(google.mostMachinesAtOnce()).isEqualTo(1);
  }
}
