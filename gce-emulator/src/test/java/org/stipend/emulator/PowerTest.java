package org.stipend.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stipend.emulator.Emulated.PROJECT;
import static org.stipend.emulator.Emulated.ZONE;
import static org.stipend.emulator.Emulated.q;
import static org.stipend.emulator.Emulated.vm;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.stipend.emulator.compute.Downfall;

/** How machines stop and start, by order and by themselves. */
class PowerTest {

  @RegisterExtension final Emulated emulated = new Emulated();

  private Reply tell(String verb) {
    return emulated.post("/instances/rt-1/" + verb, "");
  }

  private String status() {
    return emulated.machine("rt-1").text("status");
  }

  private void goesDown(Downfall how) {
    emulated
        .emulator()
        .change(cloud -> cloud.goesDown(PROJECT, ZONE, "rt-1", how, Duration.ofMinutes(1)));
    emulated.advance("PT61S");
  }

  private boolean happened(String type) {
    return !emulated.zone("/operations?filter=" + q("operationType = " + type)).names().isEmpty();
  }

  @Test
  void aMachineStopsAndStarts() {
    emulated.aMachine("rt-1");
    Reply stop = tell("stop");
    assertThat(status()).isEqualTo("STOPPING");
    emulated.done(stop);
    assertThat(status()).isEqualTo("TERMINATED");
    assertThat(emulated.machine("rt-1").text("lastStopTimestamp"))
        .isEqualTo("2026-11-30T04:00:37.400-08:00");
    Reply start = tell("start");
    assertThat(status()).isEqualTo("STAGING");
    emulated.done(start);
    assertThat(status()).isEqualTo("RUNNING");
    assertThat(emulated.machine("rt-1").text("lastStartTimestamp"))
        .isEqualTo("2026-11-30T04:00:47.600-08:00");
  }

  @Test
  void aStoppedMachineKeepsItsDisks() {
    emulated.aMachine("rt-1");
    emulated.done(tell("stop"));
    assertThat(emulated.delete("/disks/rt-1").reason()).isEqualTo("resourceInUseByAnotherResource");
  }

  @Test
  void whatIsSoAlreadyIsNoError() {
    emulated.aMachine("rt-1");
    emulated.done(tell("start"));
    emulated.done(tell("stop"));
    emulated.done(tell("stop"));
    assertThat(status()).isEqualTo("TERMINATED");
  }

  @Test
  void whatIsOnItsWayIsNotReady() {
    emulated.post("/instances", vm("rt-1", "e2-medium", ""));
    assertThat(tell("stop").reason()).isEqualTo("resourceNotReady");
    emulated.advance("PT1M");
    tell("stop");
    assertThat(tell("start").reason()).isEqualTo("resourceNotReady");
    assertThat(emulated.post("/instances/none/stop", "").reason()).isEqualTo("notFound");
  }

  @Test
  void aMachineSleepsAndWakes() {
    emulated.aMachine("rt-1");
    Reply suspend = tell("suspend");
    assertThat(status()).isEqualTo("SUSPENDING");
    emulated.done(suspend);
    assertThat(status()).isEqualTo("SUSPENDED");
    assertThat(emulated.machine("rt-1").has("lastSuspendedTimestamp")).isTrue();
    emulated.done(tell("resume"));
    assertThat(status()).isEqualTo("RUNNING");
  }

  @Test
  void theGuestReportsItsBootStepByStep() {
    emulated.done(
        emulated.post(
            "/instances",
            vm(
                "rt-1",
                "e2-medium",
                "'metadata':{'items':[{'key':'enable-guest-attributes','value':'TRUE'}]},")));
    String attributes = "/instances/rt-1/getGuestAttributes?queryPath=stipend/";
    assertThat(emulated.zone(attributes).text("queryValue.items.0.value")).isEqualTo("Boot");
    emulated.advance("PT20S");
    assertThat(emulated.zone(attributes).body().toString())
        .contains("{\"key\":\"health\",\"value\":\"ok\",\"namespace\":\"stipend\"}");
    assertThat(
            emulated
                .zone("/instances/rt-1/getGuestAttributes?variableKey=stipend/health")
                .text("variableValue"))
        .isEqualTo("ok");
    emulated.done(tell("stop"));
    assertThat(emulated.zone(attributes).message())
        .isEqualTo("The resource 'stipend/' of type 'Guest Attribute' was not found.");
  }

  @Test
  void withoutTheFlagThereAreNoGuestAttributes() {
    emulated.aMachine("rt-1");
    assertThat(emulated.zone("/instances/rt-1/getGuestAttributes?queryPath=stipend/").status())
        .isEqualTo(404);
  }

  @Test
  void serialOutputIsReadFromWhereItWasLeft() {
    emulated.aMachine("rt-1");
    Reply first = emulated.zone("/instances/rt-1/serialPort");
    assertThat(first.text("contents")).contains("UEFI");
    emulated.advance("PT30S");
    Reply rest = emulated.zone("/instances/rt-1/serialPort?start=" + first.text("next"));
    assertThat(rest.text("contents")).startsWith("stipend: tool started").endsWith("healthy\r\n");
    assertThat(rest.text("start")).isEqualTo(first.text("next"));
    assertThat(emulated.zone("/instances/rt-1/serialPort?start=-9").text("contents"))
        .isEqualTo("healthy\r\n");
    assertThat(emulated.zone("/instances/rt-1/serialPort?port=2").text("next")).isEqualTo("0");
  }

  @Test
  void aResetBootsAnewAndGoesOnRunning() {
    emulated.aMachine("rt-1");
    emulated.advance("PT30S");
    String before = emulated.zone("/instances/rt-1/serialPort").text("next");
    emulated.done(tell("reset"));
    assertThat(status()).isEqualTo("RUNNING");
    assertThat(emulated.zone("/instances/rt-1/serialPort?start=" + before).text("contents"))
        .contains("UEFI");
  }

  @Test
  void aMachineEndsWithItsRunTimeAndEachStartHasAllOfIt() {
    emulated.done(
        emulated.post(
            "/instances",
            vm("rt-1", "e2-medium", "'scheduling':{'maxRunDuration':{'seconds':'600'}},")));
    emulated.advance("PT9M");
    emulated.done(tell("stop"));
    emulated.done(tell("start"));
    emulated.advance("PT9M59S");
    assertThat(status()).isEqualTo("RUNNING");
    emulated.advance("PT2S");
    assertThat(status()).isEqualTo("STOPPING");
    emulated.advance("PT30S");
    assertThat(status()).isEqualTo("TERMINATED");
  }

  @Test
  void aMachineThatIsToBeDeletedAtItsEndIsGone() {
    String schedule =
        "'scheduling':{'maxRunDuration':{'seconds':'60'},'instanceTerminationAction':'DELETE'},";
    emulated.done(emulated.post("/instances", vm("rt-1", "e2-medium", schedule)));
    emulated.advance("PT2M");
    assertThat(emulated.machine("rt-1").status()).isEqualTo(404);
    assertThat(happened("delete")).isTrue();
  }

  @Test
  void aPreemptedMachineHasThirtySeconds() {
    emulated.aMachine("rt-1");
    goesDown(Downfall.PREEMPTED);
    assertThat(status()).isEqualTo("STOPPING");
    emulated.advance("PT30S");
    assertThat(status()).isEqualTo("TERMINATED");
    assertThat(happened("compute.instances.preempted")).isTrue();
  }

  @Test
  void aGuestThatShutsDownEndsItsMachine() {
    emulated.aMachine("rt-1");
    goesDown(Downfall.POWERED_OFF);
    emulated.advance("PT10S");
    assertThat(status()).isEqualTo("TERMINATED");
    assertThat(happened("compute.instances.guestTerminate")).isTrue();
  }

  @Test
  void aMachineWhoseHostBreaksIsRestarted() {
    emulated.aMachine("rt-1");
    goesDown(Downfall.HOST_ERROR);
    assertThat(status()).isEqualTo("REPAIRING");
    emulated.advance("PT2M");
    assertThat(status()).isEqualTo("RUNNING");
    assertThat(happened("compute.instances.automaticRestart")).isTrue();
  }

  @Test
  void whatIsStoppedAlreadyDoesNotGoDown() {
    emulated.aMachine("rt-1");
    emulated.done(tell("stop"));
    goesDown(Downfall.PREEMPTED);
    assertThat(status()).isEqualTo("TERMINATED");
    assertThat(happened("compute.instances.preempted")).isFalse();
  }
}
