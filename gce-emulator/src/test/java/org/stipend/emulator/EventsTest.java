package org.stipend.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stipend.emulator.Emulated.PROJECT;
import static org.stipend.emulator.Emulated.ZONE;
import static org.stipend.emulator.Emulated.vm;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.stipend.emulator.compute.Downfall;
import org.stipend.emulator.compute.Happening;

/** The log of what happened, from which others compute what it cost. */
class EventsTest {

  @RegisterExtension final Emulated emulated = new Emulated();

  @TempDir Path folder;

  private List<String> lines() {
    return emulated.emulator().events().stream()
        .map(event -> event.kind() + " " + event.name())
        .toList();
  }

  private List<String> of(String name) {
    return lines().stream()
        .filter(line -> line.endsWith(" " + name))
        .map(line -> line.substring(0, line.indexOf(' ')))
        .toList();
  }

  private void tell(String verb) {
    emulated.done(emulated.post("/instances/rt-1/" + verb, ""));
  }

  @Test
  void aLifeOfAMachineIsToldAtTheCloudsInstants() {
    emulated.aMachine("rt-1");
    emulated.advance("PT1H");
    tell("stop");
    tell("start");
    emulated.done(emulated.delete("/instances/rt-1"));
    assertThat(emulated.emulator().events())
        .filteredOn(event -> event.kind().name().startsWith("MACHINE"))
        .extracting(event -> event.kind() + " " + Duration.between(Emulated.START, event.at()))
        .containsExactly(
            "MACHINE_MADE PT0S",
            "MACHINE_RUNS PT17.2S",
            "MACHINE_STOPPED PT1H37.4S",
            "MACHINE_RUNS PT1H47.6S",
            "MACHINE_STOPPED PT1H1M7.8S",
            "MACHINE_GONE PT1H1M7.8S");
  }

  @Test
  void aDiskIsMadeAttachedDetachedAndGoneWithItsMachine() {
    emulated.aMachine("rt-1");
    emulated.done(emulated.delete("/instances/rt-1"));
    assertThat(emulated.emulator().events())
        .filteredOn(event -> event.kind().name().startsWith("DISK"))
        .extracting(event -> event.kind() + " " + event.machine() + " " + event.sizeGb())
        .containsExactly(
            "DISK_MADE  20", "DISK_ATTACHED rt-1 20", "DISK_DETACHED rt-1 20", "DISK_GONE  20");
  }

  @Test
  void whatItCostsCanBeReadFromIt() {
    String more = "'labels':{'runtime-id':'r1'},'scheduling':{'provisioningModel':'SPOT'},";
    emulated.done(emulated.post("/instances", vm("rt-1", "e2-standard-4", more)));
    Happening runs = event(Happening.Kind.MACHINE_RUNS);
    assertThat(runs.project()).isEqualTo(PROJECT);
    assertThat(runs.zone()).isEqualTo(ZONE);
    assertThat(runs.type()).isEqualTo("e2-standard-4");
    assertThat(runs.provisioningModel()).isEqualTo("SPOT");
    assertThat(runs.labels()).isEqualTo(Map.of("runtime-id", "r1"));
    assertThat(event(Happening.Kind.DISK_MADE).type()).isEqualTo("pd-balanced");
  }

  private Happening event(Happening.Kind kind) {
    return emulated.emulator().events().stream()
        .filter(event -> event.kind() == kind)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void acceleratorsAreCounted() {
    emulated.emulator().change(cloud -> cloud.limit(PROJECT, "GPUS_ALL_REGIONS", 8));
    String terminate = "'scheduling':{'onHostMaintenance':'TERMINATE'},";
    emulated.done(emulated.post("/instances", vm("rt-1", "g2-standard-4", terminate)));
    assertThat(event(Happening.Kind.MACHINE_RUNS).accelerators()).isEqualTo(Map.of("nvidia-l4", 1));
  }

  @Test
  void aChangedTypeAndAGrownDiskAreTold() {
    emulated.aMachine("rt-1");
    tell("stop");
    String type = "{'machineType':'zones/us-central1-a/machineTypes/e2-medium'}";
    emulated.done(emulated.post("/instances/rt-1/setMachineType", type));
    emulated.done(emulated.post("/disks/rt-1/resize", "{'sizeGb':'30'}"));
    assertThat(event(Happening.Kind.MACHINE_TYPE_CHANGED).type()).isEqualTo("e2-medium");
    assertThat(event(Happening.Kind.DISK_RESIZED).sizeGb()).isEqualTo(30);
  }

  @Test
  void aSnapshotIsMadeAndGone() {
    emulated.aDisk("home");
    emulated.done(emulated.post("/disks/home/createSnapshot", "{'name':'copy'}"));
    var nothing = java.net.http.HttpRequest.BodyPublishers.noBody();
    emulated.done(emulated.send("DELETE", "/global/snapshots/copy", nothing));
    assertThat(of("copy")).containsExactly("SNAPSHOT_MADE", "SNAPSHOT_GONE");
    assertThat(event(Happening.Kind.SNAPSHOT_MADE).sizeGb()).isEqualTo(50);
  }

  @Test
  void sleepIsNeitherOnNorOff() {
    emulated.aMachine("rt-1");
    tell("suspend");
    tell("resume");
    assertThat(of("rt-1"))
        .filteredOn(line -> line.startsWith("MACHINE"))
        .containsExactly("MACHINE_MADE", "MACHINE_RUNS", "MACHINE_SUSPENDED", "MACHINE_RUNS");
  }

  @Test
  void aMachineIsOffWhileItsHostIsReplaced() {
    emulated.aMachine("rt-1");
    emulated
        .emulator()
        .change(cloud -> cloud.goesDown(PROJECT, ZONE, "rt-1", Downfall.HOST_ERROR, Duration.ZERO));
    emulated.advance("PT5M");
    assertThat(of("rt-1"))
        .filteredOn(line -> line.startsWith("MACHINE"))
        .containsExactly("MACHINE_MADE", "MACHINE_RUNS", "MACHINE_STOPPED", "MACHINE_RUNS");
  }

  @Test
  void aMachineThatFoundNoRoomNeverRan() {
    emulated.emulator().change(cloud -> cloud.sellOut(ZONE, "e2"));
    emulated.done(emulated.post("/instances", vm("rt-1", "e2-medium", "")));
    assertThat(of("rt-1"))
        .filteredOn(line -> line.startsWith("MACHINE"))
        .containsExactly("MACHINE_MADE", "MACHINE_GONE");
  }

  @Test
  void itIsReadOverHttp() {
    emulated.aDisk("home");
    Reply answer = emulated.get("//emulator/events");
    JsonObject made = answer.body().getAsJsonArray("events").get(1).getAsJsonObject();
    assertThat(made.toString())
        .isEqualTo(
            "{\"number\":2,\"at\":\"2026-11-30T12:00:00Z\",\"event\":\"DISK_MADE\","
                + "\"project\":\"stipend-ws-1\",\"zone\":\"us-central1-a\",\"name\":\"home\","
                + "\"type\":\"pd-standard\",\"sizeGb\":50}");
  }

  @Test
  void aResetClearsItAndSaysSo() {
    emulated.aDisk("home");
    Instant now = emulated.emulator().clock().instant();
    emulated.emulator().reset();
    assertThat(emulated.emulator().events())
        .extracting(event -> event.kind() + " " + event.at())
        .containsExactly("CLOUD_BEGAN " + now);
  }

  @Test
  void anotherProcessKnowsItToo() {
    Path state = folder.resolve("state");
    emulated.startWith(state);
    emulated.aMachine("rt-1");
    List<Happening> before = emulated.emulator().events();
    emulated.startWith(state);
    assertThat(emulated.emulator().events()).isEqualTo(before);
  }
}
