package org.stipend.workers.google;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stipend.cloud.machine.MachineState;
import org.stipend.cloud.machine.StopCause;
import org.stipend.emulator.compute.Downfall;

/** What is said of a machine that something happened to behind our back. */
class GoogleEndingsTest {

  private static final String P = EmulatedGoogle.PROJECT;
  private static final String ZONE = EmulatedGoogle.ZONE;

  @RegisterExtension final EmulatedGoogle google = new EmulatedGoogle();
  private final Asked asked = new Asked();
  private GoogleMachines machines;
  private MachineState.Running running;

  @BeforeEach
  void makeTheMachine() {
    google.provider().diskActivities().create(asked.disk());
    machines = google.provider().machines();
    running = (MachineState.Running) machines.create(asked.start(1));
  }

  @ParameterizedTest
  @CsvSource({"PREEMPTED,PREEMPTED", "HOST_ERROR,LOST", "POWERED_OFF,POWERED_OFF"})
  void whatEndedARunIsItsCause(Downfall how, StopCause cause) {
    google.change(cloud -> cloud.goesDown(P, ZONE, asked.name.value(), how, Duration.ZERO));
    google.awaitEnd(asked.name);

    MachineState.Stopped end = end();

    assertThat(end.cause()).isEqualTo(cause);
    assertThat(end.startedAt()).isEqualTo(running.startedAt());
    assertThat(machines.create(asked.start(1))).isEqualTo(end);
    assertThat(machines.stop(asked.stop(2))).isEqualTo(end);
    assertThat(machines.delete(asked.delete(3))).isEqualTo(end);
  }

  @Test
  void aRunThatWasStoppedPastUsIsStartedAgainByANewWish() {
    byAdmin("stop");
    google.awaitEnd(asked.name);
    assertThat(end().cause()).isEqualTo(StopCause.OUTSIDE);

    assertThat(machines.start(asked.start(2)))
        .isInstanceOfSatisfying(
            MachineState.Running.class,
            again -> assertThat(again.secret()).isNotEqualTo(running.secret()));
  }

  @Test
  void aRunThatReachesItsLimitSaysSo() {
    google.advance(Duration.ofHours(2));

    assertThat(end().cause()).isEqualTo(StopCause.RUN_LIMIT);
  }

  @Test
  void aSleepingMachineIsOffAndItsRunEndedWhenItFellAsleep() {
    byAdmin("suspend");
    google.awaitEnd(asked.name);
    MachineState.Stopped asleep = end();
    google.advance(Duration.ofMinutes(10));

    MachineState stopped = machines.stop(asked.stop(2));

    assertThat(asleep.cause()).isEqualTo(StopCause.OUTSIDE);
    assertThat(asleep.stoppedAt()).isAfter(asleep.startedAt());
    assertThat(stopped).isEqualTo(asleep);
    assertThat(google.vm(asked.name).orElseThrow().getStatus()).isEqualTo("TERMINATED");
  }

  @Test
  void aSleepingMachineIsStartedAnew() {
    byAdmin("suspend");
    google.awaitEnd(asked.name);

    assertThat(machines.start(asked.start(2)))
        .isInstanceOfSatisfying(
            MachineState.Running.class,
            again -> {
              assertThat(again.generation()).isEqualTo(2);
              assertThat(again.secret()).isNotEqualTo(running.secret());
            });
  }

  @Test
  void aMachineThatWasDeletedPastUsIsMissingAndIsNotMadeAgainByAnOldWish() {
    byAdmin("delete");
    google.advance(Duration.ofMinutes(2));
    var missing = new MachineState.Missing(asked.name);

    assertThat(machines.observe(asked.name)).isEqualTo(missing);
    assertThat(machines.create(asked.start(1))).isEqualTo(missing);
    assertThat(machines.stop(asked.stop(2))).isEqualTo(missing);
    assertThat(google.everything()).containsExactly(asked.home.value());
  }

  @Test
  void aStopThatComesWhileItGoesDownWaitsForItsOwnEnd() {
    google.change(
        cloud -> cloud.goesDown(P, ZONE, asked.name.value(), Downfall.PREEMPTED, Duration.ZERO));

    assertThat(machines.stop(asked.stop(2)))
        .isInstanceOfSatisfying(
            MachineState.Stopped.class,
            end -> assertThat(end.cause()).isEqualTo(StopCause.PREEMPTED));
  }

  private void byAdmin(String verb) {
    google.change(cloud -> cloud.byAdmin(P, ZONE, asked.name.value(), verb));
  }

  private MachineState.Stopped end() {
    return (MachineState.Stopped) machines.observe(asked.name);
  }
}
