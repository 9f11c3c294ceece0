package org.stipend.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.stipend.emulator.Emulated.PROJECT;
import static org.stipend.emulator.Emulated.vm;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.stipend.emulator.fault.Ending;
import org.stipend.emulator.fault.Fault;
import org.stipend.emulator.wire.Refusal;

class FaultsTest {

  private static final String ID = "8b4a1f9e-5d0c-4d4e-9a51-3f1f0f6f7a10";
  private static final Refusal BACKEND =
      Refusal.of(503, "backendError", "Internal error. Please try again.");

  @RegisterExtension final Emulated emulated = new Emulated();

  private void goesWrong(Fault fault) {
    emulated.emulator().faults().add(fault);
  }

  private Reply insert(String name) {
    return emulated.post("/disks?requestId=" + ID, "{'name':'" + name + "'}");
  }

  @Test
  void aRefusalBeforeTheEffectLeavesNothing() {
    goesWrong(Fault.next("disks.insert", new Fault.Refused(BACKEND)));
    assertThat(insert("pd-1").reason()).isEqualTo("backendError");
    assertThat(emulated.zone("/disks/pd-1").status()).isEqualTo(404);
    assertThat(insert("pd-1").status()).isEqualTo(200);
  }

  @Test
  void aRefusalAfterTheEffectHidesIt() {
    goesWrong(Fault.next("disks.insert", new Fault.DoneButRefused(BACKEND)));
    assertThat(insert("pd-1").status()).isEqualTo(503);
    assertThat(emulated.zone("/disks/pd-1").status()).isEqualTo(200);
    emulated.done(insert("pd-1"));
    assertThat(emulated.zone("/operations").names()).hasSize(1);
  }

  @Test
  void aConnectionIsCutBeforeOrAfterTheEffect() {
    goesWrong(Fault.next("disks.insert", new Fault.Dropped()).on("pd-1"));
    assertThatThrownBy(() -> insert("pd-1")).hasCauseInstanceOf(java.io.IOException.class);
    assertThat(emulated.zone("/disks/pd-1").status()).isEqualTo(404);
    goesWrong(Fault.next("disks.insert", new Fault.DoneButDropped()).on("pd-1"));
    assertThatThrownBy(() -> insert("pd-1")).hasCauseInstanceOf(java.io.IOException.class);
    assertThat(emulated.zone("/disks/pd-1").status()).isEqualTo(200);
    assertThat(emulated.emulator().log().of("disks.insert"))
        .extracting(entry -> entry.status() + " " + entry.done())
        .containsExactly("0 false", "0 true");
  }

  @Test
  void aFaultStrikesTheCallsItNames() {
    goesWrong(Fault.next("disks.get", new Fault.Refused(BACKEND)).on("pd-*").fromCall(2).times(2));
    emulated.aMachine("rt-1");
    insert("pd-1");
    assertThat(emulated.zone("/disks/rt-1").status()).isEqualTo(200);
    assertThat(emulated.zone("/disks/pd-1").status()).isEqualTo(200);
    assertThat(emulated.zone("/disks/pd-1").status()).isEqualTo(503);
    assertThat(emulated.zone("/disks/rt-1").status()).isEqualTo(200);
    assertThat(emulated.zone("/disks/pd-1").status()).isEqualTo(503);
    assertThat(emulated.zone("/disks/pd-1").status()).isEqualTo(200);
  }

  @Test
  void aDelayPassesInTheEmulatorsTime() {
    goesWrong(Fault.next("*", new Fault.Delayed(Duration.ofSeconds(50))));
    Instant before = emulated.emulator().clock().instant();
    emulated.get("/zones");
    assertThat(emulated.emulator().clock().instant()).isEqualTo(before.plusSeconds(50));
  }

  @Test
  void anOperationEndsAsItIsToldTo() {
    goesWrong(
        Fault.next(
            "instances.insert",
            new Fault.Ends(new Ending.Fails(500, "INTERNAL_ERROR", "Internal error."))));
    Reply failed = emulated.done(emulated.post("/instances", vm("rt-1", "e2-medium", "")));
    assertThat(failed.text("error.errors.0.code")).isEqualTo("INTERNAL_ERROR");
    assertThat(failed.text("httpErrorMessage")).isEqualTo("INTERNAL ERROR");
    assertThat(emulated.machine("rt-1").status()).isEqualTo(404);
  }

  @Test
  void aStopThatFailsLeavesTheMachineRunning() {
    emulated.aMachine("rt-1");
    goesWrong(
        Fault.next(
            "instances.stop", new Fault.Ends(new Ending.Fails(503, "INTERNAL_ERROR", "No."))));
    emulated.done(emulated.post("/instances/rt-1/stop", ""));
    assertThat(emulated.machine("rt-1").text("status")).isEqualTo("RUNNING");
  }

  @Test
  void aDeletionThatFailsLeavesAMachineThatWasOffAsItWas() {
    emulated.aMachine("rt-1");
    emulated.done(emulated.post("/instances/rt-1/stop", ""));
    String stoppedAt = emulated.machine("rt-1").text("lastStopTimestamp");
    goesWrong(
        Fault.next(
            "instances.delete", new Fault.Ends(new Ending.Fails(503, "INTERNAL_ERROR", "No."))));
    emulated.done(emulated.delete("/instances/rt-1"));
    assertThat(emulated.machine("rt-1").text("status")).isEqualTo("TERMINATED");
    assertThat(emulated.machine("rt-1").text("lastStopTimestamp")).isEqualTo(stoppedAt);
  }

  @Test
  void anOperationHangsAndAWaitComesBackAfterTwoMinutes() {
    goesWrong(Fault.next("disks.insert", new Fault.Ends(new Ending.Hangs())));
    Reply operation = emulated.post("/disks", "{'name':'pd-1'}");
    Instant before = emulated.emulator().clock().instant();
    String wait = "/operations/" + operation.text("name") + "/wait";
    assertThat(emulated.post(wait, "").text("status")).isEqualTo("RUNNING");
    assertThat(emulated.emulator().clock().instant()).isEqualTo(before.plusSeconds(120));
    emulated.advance("P1D");
    assertThat(emulated.zone("/disks/pd-1").text("status")).isEqualTo("CREATING");
  }

  @Test
  void aReadAnswersAsBeforeTheWrite() {
    emulated.zone("/disks");
    insert("pd-1");
    goesWrong(Fault.next("disks.*", new Fault.Stale()).times(3));
    assertThat(emulated.zone("/disks").has("items")).isFalse();
    assertThat(emulated.zone("/disks/pd-1").reason()).isEqualTo("notFound");
    assertThat(emulated.post("/disks", "{'name':'pd-1'}").reason()).isEqualTo("alreadyExists");
    assertThat(emulated.zone("/disks").names()).containsExactly("pd-1");
  }

  @Test
  void theRateIsFullAgainWithTheNextMinute() {
    emulated.emulator().faults().limitRate(2);
    assertThat(emulated.get("/zones").status()).isEqualTo(200);
    assertThat(emulated.get("/zones").status()).isEqualTo(200);
    Reply over = emulated.get("/zones");
    assertThat(over.status()).isEqualTo(403);
    assertThat(over.reason()).isEqualTo("rateLimitExceeded");
    assertThat(over.text("error.errors.0.domain")).isEqualTo("usageLimits");
    assertThat(emulated.get("//compute/v1/projects/other-1/zones").status()).isEqualTo(200);
    emulated.advance("PT1M");
    assertThat(emulated.get("/zones").status()).isEqualTo(200);
  }

  @Test
  void theLogKnowsEveryAttempt() {
    emulated.aDisk("pd-1");
    insert("pd-1");
    emulated.get("/nonsense");
    assertThat(emulated.emulator().log().of("disks.insert"))
        .extracting(entry -> entry.resource() + " " + entry.status() + " " + entry.requestId())
        .containsExactly("pd-1 200 ", "pd-1 409 " + ID);
    assertThat(emulated.emulator().log().entries()).last().extracting("status").isEqualTo(404);
  }

  @Test
  void aResetForgetsWhatWasThereAndKeepsTheTime() {
    emulated.aDisk("pd-1");
    Instant now = emulated.emulator().clock().instant();
    emulated.emulator().reset();
    assertThat(emulated.zone("/disks").has("items")).isFalse();
    assertThat(emulated.emulator().clock().instant()).isEqualTo(now);
    assertThat(emulated.get("").text("name")).isEqualTo(PROJECT);
  }
}
