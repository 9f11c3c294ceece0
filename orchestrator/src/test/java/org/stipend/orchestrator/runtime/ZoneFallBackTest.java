package org.stipend.orchestrator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.stipend.cloud.Tool;
import org.stipend.cloud.disk.DiskCreated;
import org.stipend.cloud.disk.DiskName;
import org.stipend.orchestrator.TestClock;
import org.stipend.orchestrator.TestConsole;
import org.stipend.orchestrator.runtime.workflow.DiskReport;
import org.stipend.orchestrator.runtime.workflow.Failure;
import org.stipend.orchestrator.runtime.workflow.RuntimeLedger;
import org.stipend.orchestrator.runtime.workflow.RuntimeSnapshot;
import org.stipend.orchestrator.runtime.workflow.RuntimeSnapshot.MachinePhase;
import org.stipend.orchestrator.runtime.workflow.Wish;
import tools.jackson.databind.JsonNode;

/** Where a zone has no room: what is remembered, tried next and told. */
class ZoneFallBackTest {

  private static final TestClock clock = new TestClock(TestingRun.LAUNCH.toString());

  @RegisterExtension static final TestConsole console = new TestConsole(clock);

  private static final Iterator<String> MACHINE_TYPES =
      List.of(
              "n1-standard-1",
              "n1-standard-2",
              "n2-standard-2",
              "n2-standard-4",
              "n2d-standard-2",
              "e2-standard-2",
              "e2-standard-4",
              "e2-small",
              "e2-medium")
          .iterator();

  /** Of no other test: for it no zone is without room yet. */
  private final String machineType = MACHINE_TYPES.next();

  private TestingRun run;
  private RuntimeLedger ledger;

  @BeforeEach
  void launch() {
    run = new TestingRun(console, clock);
    ledger = run.ledger;
    console.offersIn(List.of("a", "b", "c"), Tool.TERMINAL, Tool.JUPYTER);
  }

  @Test
  void aLaunchBeginsInTheFirstZoneAndSaysThatCapacityHasToBeFound() {
    UUID runtime = launched("");
    assertThat(seen(runtime).path("zone").asString()).isEqualTo("a");
    assertThat(steps(runtime)).containsExactly("RESERVE", "DISK", "CAPACITY", "TOOL", "HEALTH");
    assertThat(row(runtime).diskZone()).isEqualTo("a");
  }

  @Test
  void aZoneWithoutRoomSendsItToTheNextInTheSameTimeline() {
    UUID runtime = launched("");
    refuse(runtime);
    RuntimeSnapshot row = row(runtime);
    assertThat(row.generation()).isEqualTo(2);
    assertThat(row.machine()).isEqualTo(MachinePhase.NONE);
    assertThat(row.diskMovesTo()).isEqualTo("b");
    assertThat(row.diskGeneration()).isEqualTo(2);
    assertThat(seen(runtime).path("zone").asString()).isEqualTo("b");
    assertThat(capacity(runtime).path("state").asString()).isEqualTo("CURRENT");
    assertThat(capacity(runtime).path("attempt").asInt()).isEqualTo(2);
    assertThat(notes(runtime))
        .containsExactly("No free " + machineType + " in a. Trying b (2 of 3).");

    move(runtime);
    move(runtime);
    assertThat(row(runtime).diskZone()).isEqualTo("b");
    assertThat(row(runtime).diskMovesTo()).isNull();
    ledger.beginRun(wish(runtime));
    assertThat(row(runtime).zone()).isEqualTo("b");
    assertThat(row(runtime).machineGeneration()).isEqualTo(2);
    assertThat(capacity(runtime).path("state").asString()).isEqualTo("CURRENT");
  }

  @Test
  void toldTwiceItIsOneAttempt() {
    UUID runtime = launched("");
    begin(runtime);
    Wish wish = wish(runtime);
    ledger.noRoom(new Failure(wish, "NO_CAPACITY", "stockout"));
    ledger.noRoom(new Failure(wish, "NO_CAPACITY", "stockout"));
    assertThat(notes(runtime)).hasSize(1);
    assertThat(row(runtime).generation()).isEqualTo(2);
  }

  @Test
  void whereNoZoneIsLeftItFailsNamingThem() {
    UUID runtime = launched("");
    for (int zone = 0; zone < 3; zone++) {
      refuse(runtime);
      move(runtime);
    }
    JsonNode seen = seen(runtime);
    assertThat(seen.path("state").asString()).isEqualTo("FAILED");
    assertThat(seen.at("/failure/code").asString()).isEqualTo("NO_CAPACITY");
    assertThat(seen.at("/failure/cause").asString())
        .isEqualTo("No free " + machineType + " in a, b, c.");
    assertThat(capacity(runtime).path("state").asString()).isEqualTo("FAILED");
    assertThat(notes(runtime)).hasSize(3).last().isEqualTo("No free " + machineType + " in c.");
  }

  @Test
  void othersTryAZoneThatHadNoRoomLastForAQuarterOfAnHour() {
    refuse(launched(""));
    TestingRun other = new TestingRun(console, clock);
    console.offersIn(List.of("a", "b", "c"), Tool.TERMINAL, Tool.JUPYTER);
    UUID soon = launchedBy(other, "jupyter", "");
    assertThat(ledger.load(soon).diskZone()).isEqualTo("b");
    clock.moveTo(TestingRun.LAUNCH.plus(Zones.COLD).plusSeconds(1));
    TestingRun later = new TestingRun(console, clock);
    console.offersIn(List.of("a", "b", "c"), Tool.TERMINAL, Tool.JUPYTER);
    clock.moveTo(TestingRun.LAUNCH.plus(Zones.COLD).plus(Duration.ofMinutes(1)));
    assertThat(ledger.load(launchedBy(later, "jupyter", "")).diskZone()).isEqualTo("a");
  }

  @Test
  void aZoneThatIsAskedForIsTriedFirst() {
    assertThat(row(launched(",\"zone\":\"c\"")).diskZone()).isEqualTo("c");
  }

  @Test
  void aZoneThatIsNotThereIsRefused() {
    var answer = asks(run, UUID.randomUUID(), "jupyter", ",\"zone\":\"z\"");
    assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
    assertThat(answer.text("detail")).isEqualTo("There is no zone \"z\" here.");
  }

  @Test
  void aKeptDiskIsUsedWhereItIsAndNowhereElse() {
    UUID runtime = launched("");
    String disk = seen(runtime).at("/disk/id").asString();
    ledger.diskCreated(report(runtime, "a"));
    run.owner().send("DELETE", "/api/runtimes/" + runtime, "");
    ledger.settled(wish(runtime));
    var elsewhere =
        asks(
            run,
            UUID.randomUUID(),
            "jupyter",
            "{\"id\":\"%s\"}".formatted(disk),
            ",\"zone\":\"b\"");
    assertThat(elsewhere.status()).isEqualTo(409);
    assertThat(elsewhere.text("code")).isEqualTo("DISK_ELSEWHERE");
    assertThat(elsewhere.text("detail")).isEqualTo("This disk is in zone a.");
    assertThat(
            asks(run, UUID.randomUUID(), "jupyter", "{\"id\":\"%s\"}".formatted(disk), "").status())
        .isEqualTo(202);
  }

  @Test
  void theCatalogNamesTheZones() {
    JsonNode catalog = run.owner().get("/api/catalog").json();
    assertThat(catalog.path("zones").valueStream().map(JsonNode::asString))
        .containsExactly("a", "b", "c");
    assertThat(catalog.path("abilities")).isEmpty();
  }

  private UUID launched(String zone) {
    return launchedBy(run, "jupyter", zone);
  }

  private UUID launchedBy(TestingRun who, String tool, String zone) {
    UUID runtime = UUID.randomUUID();
    var answer = asks(who, runtime, tool, zone);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    return runtime;
  }

  private TestConsole.Answer asks(TestingRun who, UUID runtime, String tool, String zone) {
    return asks(who, runtime, tool, "{\"type\":\"pd-balanced\",\"sizeGib\":10}", zone);
  }

  private TestConsole.Answer asks(
      TestingRun who, UUID runtime, String tool, String disk, String zone) {
    return who.owner()
        .send(
            "PUT",
            "/api/runtimes/" + runtime,
            """
            {"workspace":"%s","tool":"%s","machineType":"%s","disk":%s%s}
            """
                .formatted(who.workspace(), tool, machineType, disk, zone));
  }

  /** The zone where it is now has no room. */
  private void refuse(UUID runtime) {
    begin(runtime);
    ledger.noRoom(new Failure(wish(runtime), "NO_CAPACITY", "stockout"));
  }

  private void begin(UUID runtime) {
    ledger.diskCreated(report(runtime, "a"));
    ledger.beginRun(wish(runtime));
  }

  private void move(UUID runtime) {
    ledger.diskMoved(report(runtime, row(runtime).diskMovesTo()));
  }

  private DiskReport report(UUID runtime, String zone) {
    DiskName name = DiskName.of(row(runtime).disk()).in(zone);
    return new DiskReport(wish(runtime), new DiskCreated(name, TestingRun.LAUNCH));
  }

  private Wish wish(UUID runtime) {
    return new Wish(runtime, row(runtime).generation());
  }

  private RuntimeSnapshot row(UUID runtime) {
    return ledger.load(runtime);
  }

  private JsonNode seen(UUID runtime) {
    return run.owner().get("/api/runtimes/" + runtime).json();
  }

  private List<String> steps(UUID runtime) {
    return seen(runtime)
        .path("steps")
        .valueStream()
        .map(step -> step.path("name").asString())
        .toList();
  }

  private JsonNode capacity(UUID runtime) {
    return seen(runtime)
        .path("steps")
        .valueStream()
        .filter(step -> step.path("name").asString().equals("CAPACITY"))
        .findFirst()
        .orElseThrow();
  }

  private List<String> notes(UUID runtime) {
    return capacity(runtime).path("notes").valueStream().map(JsonNode::asString).toList();
  }
}
