package org.stipend.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stipend.emulator.Emulated.q;
import static org.stipend.emulator.Emulated.vm;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Machines that power themselves off at an instant that was written into their metadata. */
class OwnEndTest {

  private static final String END = "2026-11-30T13:00:00Z";

  @RegisterExtension final Emulated emulated = new Emulated();

  @TempDir Path folder;

  private void runsUntil(String end) {
    String items = "'metadata':{'items':[{'key':'stipend-end','value':'" + end + "'}]},";
    emulated.done(emulated.post("/instances", vm("rt-1", "e2-medium", items)));
  }

  private void movedTo(String end) {
    written("[{'key':'stipend-end','value':'" + end + "'}]");
  }

  private void written(String items) {
    String fingerprint = emulated.machine("rt-1").text("metadata.fingerprint");
    String body = "{'fingerprint':'" + fingerprint + "','items':" + items + "}";
    emulated.done(emulated.post("/instances/rt-1/setMetadata", body));
  }

  private String status() {
    return emulated.machine("rt-1").text("status");
  }

  private String endedAt() {
    Reply found =
        emulated.zone(
            "/operations?filter=" + q("operationType = compute.instances.guestTerminate"));
    return found.has("items") ? found.text("items.0.insertTime") : "never";
  }

  @Test
  void itPowersItselfOffAtThatInstant() {
    runsUntil(END);
    emulated.advance("PT59M42S");
    assertThat(status()).isEqualTo("RUNNING");
    emulated.advance("PT1S");
    assertThat(status()).isEqualTo("STOPPING");
    emulated.advance("PT5S");
    assertThat(status()).isEqualTo("TERMINATED");
    assertThat(endedAt()).isEqualTo("2026-11-30T05:00:00.000-08:00");
    assertThat(emulated.machine("rt-1").text("lastStopTimestamp"))
        .isEqualTo("2026-11-30T05:00:05.000-08:00");
  }

  @Test
  void anEndMovesSoonerWhileItRuns() {
    runsUntil(END);
    movedTo("2026-11-30T12:30:00Z");
    emulated.advance("PT2H");
    assertThat(endedAt()).isEqualTo("2026-11-30T04:30:00.000-08:00");
  }

  @Test
  void anEndMovesLaterWhileItRuns() {
    runsUntil(END);
    movedTo("2026-11-30T14:00:00Z");
    emulated.advance("PT90M");
    assertThat(status()).isEqualTo("RUNNING");
    emulated.advance("PT1H");
    assertThat(endedAt()).isEqualTo("2026-11-30T06:00:00.000-08:00");
  }

  @Test
  void anEndThatIsTakenAwayDoesNotCome() {
    runsUntil(END);
    written("[]");
    emulated.advance("P1D");
    assertThat(status()).isEqualTo("RUNNING");
  }

  @Test
  void anEndIsGivenToAMachineThatRuns() {
    emulated.aMachine("rt-1");
    movedTo(END);
    emulated.advance("PT2H");
    assertThat(endedAt()).isEqualTo("2026-11-30T05:00:00.000-08:00");
  }

  @Test
  void anEndThatIsPastComesAtOnce() {
    emulated.aMachine("rt-1");
    movedTo("2026-11-30T11:00:00Z");
    assertThat(endedAt()).isEqualTo("2026-11-30T04:00:17.200-08:00");
    emulated.advance("PT5S");
    assertThat(status()).isEqualTo("TERMINATED");
  }

  @Test
  void aStartBehindItsEndIsShort() {
    runsUntil(END);
    emulated.advance("PT2H");
    emulated.done(emulated.post("/instances/rt-1/start", ""));
    emulated.advance("PT5S");
    assertThat(status()).isEqualTo("TERMINATED");
  }

  @Test
  void aGuestThatDoesNotBootDoesNotEndItself() {
    emulated.postAt(
        "//emulator/guests",
        "{'project':'stipend-ws-1','zone':'us-central1-a','instance':'rt-1','before':'BOOT'}");
    runsUntil(END);
    emulated.advance("PT2H");
    assertThat(status()).isEqualTo("RUNNING");
  }

  @Test
  void whatIsNoInstantIsSaidAndPassedOver() {
    runsUntil("tomorrow");
    emulated.advance("P1D");
    assertThat(status()).isEqualTo("RUNNING");
    assertThat(emulated.zone("/instances/rt-1/serialPort").text("contents"))
        .contains("stipend: stipend-end is no instant: tomorrow");
  }

  @Test
  void anotherProcessEndsItToo() {
    Path state = folder.resolve("state");
    emulated.startWith(state);
    runsUntil("2026-11-30T14:00:00Z");
    movedTo(END);
    emulated.startWith(state);
    emulated.advance("PT2H");
    assertThat(endedAt()).isEqualTo("2026-11-30T05:00:00.000-08:00");
    emulated.startWith(state);
    assertThat(endedAt()).isEqualTo("2026-11-30T05:00:00.000-08:00");
  }
}
