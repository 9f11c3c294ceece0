package org.stipend.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stipend.emulator.Emulated.vm;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What programs of any language tell the emulator that they could not tell Google. */
class ControlTest {

  @RegisterExtension final Emulated emulated = new Emulated();

  private Reply tell(String what, String body) {
    return emulated.postAt("//emulator/" + what, body);
  }

  @Test
  void theClockIsReadAndMoved() {
    assertThat(emulated.get("//emulator/clock").text("now")).isEqualTo("2026-11-30T12:00:00Z");
    assertThat(tell("clock", "{'advanceSeconds':90}").text("now"))
        .isEqualTo("2026-11-30T12:01:30Z");
  }

  @Test
  void faultsAreWrittenAndTakenBack() {
    tell("faults", "{'method':'disks.insert','status':503,'times':5}");
    assertThat(emulated.post("/disks", "{'name':'a'}").reason()).isEqualTo("backendError");
    emulated.send("DELETE", "//emulator/faults", BodyPublishers.noBody());
    emulated.done(emulated.post("/disks", "{'name':'a'}"));
    tell("faults", "{'method':'disks.delete','resource':'a','status':500,'after':true}");
    assertThat(emulated.delete("/disks/a").status()).isEqualTo(500);
    assertThat(emulated.zone("/disks/a").text("status")).isEqualTo("DELETING");
  }

  @Test
  void operationsAreToldHowToEnd() {
    tell(
        "faults",
        "{'method':'disks.insert','operation':{'code':'QUOTA_EXCEEDED','status':403,'message':'No.'}}");
    assertThat(
            emulated.done(emulated.post("/disks", "{'name':'a'}")).text("error.errors.0.message"))
        .isEqualTo("No.");
    tell("faults", "{'method':'disks.insert','hang':true}");
    Reply hangs = emulated.post("/disks", "{'name':'b'}");
    tell("clock", "{'advanceSeconds':3600}");
    assertThat(emulated.zone("/operations/" + hangs.text("name")).text("status"))
        .isEqualTo("RUNNING");
  }

  @Test
  void quotasRoomAndRateAreChanged() {
    tell("quotas", "{'project':'stipend-ws-1','metric':'INSTANCES','limit':0}");
    String body = vm("rt-1", "e2-medium", "");
    assertThat(emulated.done(emulated.post("/instances", body)).text("error.errors.0.code"))
        .isEqualTo("QUOTA_EXCEEDED");
    tell("quotas", "{'project':'stipend-ws-1','metric':'INSTANCES','limit':5}");
    tell("capacity", "{'zone':'us-central1-a','machineTypes':'e2-'}");
    assertThat(emulated.done(emulated.post("/instances", body)).text("error.errors.0.code"))
        .isEqualTo("ZONE_RESOURCE_POOL_EXHAUSTED");
    tell("capacity", "{'zone':'us-central1-a','room':true}");
    assertThat(emulated.done(emulated.post("/instances", body)).has("error")).isFalse();
    tell("rate", "{'perMinute':0}");
    assertThat(emulated.get("/zones").reason()).isEqualTo("rateLimitExceeded");
  }

  @Test
  void aMachineIsToldToGoDownLater() {
    emulated.aMachine("rt-1");
    tell(
        "deaths",
        """
        {'project':'stipend-ws-1','zone':'us-central1-a','instance':'rt-1','how':'PREEMPTED',
         'afterSeconds':60}
        """);
    assertThat(emulated.machine("rt-1").text("status")).isEqualTo("RUNNING");
    emulated.advance("PT2M");
    assertThat(emulated.machine("rt-1").text("status")).isEqualTo("TERMINATED");
  }

  @Test
  void theLogIsReadFromOutside() {
    emulated.zone("/disks?maxResults=3");
    Reply log = emulated.get("//emulator/log");
    assertThat(log.text("entries.0.method")).isEqualTo("disks.list");
    assertThat(log.text("entries.0.query.maxResults")).isEqualTo("3");
    assertThat(log.text("entries.0.done")).isEqualTo("true");
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    assertThat(tell("faults", "{'method':'disks.get'}").status()).isEqualTo(400);
    assertThat(tell("faults", "[]").status()).isEqualTo(400);
    assertThat(tell("deaths", "{'how':'BOREDOM'}").status()).isEqualTo(400);
    assertThat(tell("nonsense", "").status()).isEqualTo(404);
  }

  @Test
  void aResetIsPossible() {
    emulated.aDisk("pd-1");
    tell("reset", "");
    assertThat(emulated.zone("/disks/pd-1").status()).isEqualTo(404);
  }
}
