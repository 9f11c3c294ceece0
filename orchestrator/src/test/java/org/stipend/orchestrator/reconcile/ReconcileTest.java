package org.stipend.orchestrator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.temporal.testing.TestWorkflowEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.stipend.cloud.Fence;
import org.stipend.cloud.TaskQueues;
import org.stipend.cloud.Tool;
import org.stipend.cloud.disk.CreateDisk;
import org.stipend.cloud.disk.DiskName;
import org.stipend.cloud.inventory.ListHoldings;
import org.stipend.cloud.machine.MachineName;
import org.stipend.cloud.machine.MachineState;
import org.stipend.cloud.machine.StartMachine;
import org.stipend.cost.money.Money;
import org.stipend.cost.time.Interval;
import org.stipend.cost.usage.Quantity;
import org.stipend.orchestrator.TestClock;
import org.stipend.orchestrator.TestConsole;
import org.stipend.orchestrator.access.Role;
import org.stipend.orchestrator.catalog.Offer;
import org.stipend.orchestrator.catalog.PriceLists;
import org.stipend.orchestrator.catalog.Providers;
import org.stipend.orchestrator.ledger.Proof;
import org.stipend.orchestrator.ledger.ProofCheck;
import org.stipend.orchestrator.runtime.workflow.TestingCloud;
import tools.jackson.databind.JsonNode;

/** Rows in PostgreSQL, their real workflows, and a cloud in memory to hold them against. */
class ReconcileTest {

  private static final Instant START = Instant.parse("2026-04-01T00:00:00Z");
  private static final TestClock clock = new TestClock(START.toString());
  private static final TestingCloud cloud = new TestingCloud(START);

  /** With Temporal's test server, and no pass but those that are asked for. */
  @RegisterExtension
  static final TestConsole console =
      new TestConsole(
          clock, "--spring.temporal.test-server.enabled=true", "--stipend.reconcile.every=100000d");

  private static WhatIsWritten written;

  @BeforeAll
  static void begin() {
    var temporal = console.bean(TestWorkflowEnvironment.class);
    temporal.newWorker(TaskQueues.LOCAL).registerActivitiesImplementations(cloud);
    temporal.start();
    written = new WhatIsWritten(console.database());
    await().until(() -> console.bean(Providers.class).current().isPresent());
  }

  @Test
  void anOrphanIsQuarantinedThenStoppedThenDeleted() {
    MachineName orphan = orphan();

    assertThat(finding(pass(), orphan).path("act").isNull()).isTrue();
    after(Duration.ofMinutes(16));
    assertThat(finding(pass(), orphan).path("act").asString()).isEqualTo("QUARANTINE");
    after(Duration.ofMinutes(59));
    pass();
    assertThat(cloud.observe(orphan)).isInstanceOf(MachineState.Running.class);
    after(Duration.ofMinutes(1));
    pass();
    assertThat(cloud.observe(orphan)).isInstanceOf(MachineState.Stopped.class);
    after(Duration.ofHours(23));
    pass();
    assertThat(cloud.observe(orphan)).isInstanceOf(MachineState.Missing.class);
    assertThat(written.acts(orphan))
        .containsExactly("QUARANTINE_MACHINE", "STOP_MACHINE", "DELETE_MACHINE");

    pass();
    assertThat(written.openDrifts(orphan)).isZero();
    assertThat(written.paidByPlatform(orphan.value()))
        .as("76 minutes of it")
        .isEqualTo("0.060166350");
    assertThat(console.bean(Proof.class).run()).allMatch(ProofCheck.Result::ok);
  }

  @Test
  void whatAnUnknownDiskCostsIsBookedUpToEachMidnightAndCutWithoutARest() {
    DiskName disk = orphanDisk();
    pass();
    Instant from = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    for (int day = 0; day < 3; day++) {
      after(Duration.ofDays(1));
      pass();
    }

    Instant midnight = clock.instant().truncatedTo(ChronoUnit.DAYS);
    Quantity tenGib = console.bean(Offer.class).diskType("pd-balanced").orElseThrow().ofGib(10);
    Money cost =
        OrphanCost.of(tenGib, console.bean(PriceLists.class).all(), new Interval(from, midnight));
    assertThat(written.paidByPlatform(disk.value())).isEqualTo(cost.toString());
  }

  @Test
  void aLostMachineClosesItsMeterAndFailsItsRuntimeAndKeepsTheDisk() {
    UUID runtime = launched();
    DiskName disk = DiskName.of(UUID.fromString(seen(runtime).at("/disk/id").asString()));
    after(Duration.ofHours(2));
    cloud.lose(MachineName.of(runtime, 1));

    pass();
    Instant missed = clock.instant();
    assertThat(state(runtime)).as("seen missing once").isEqualTo("RUNNING");
    after(Duration.ofMinutes(16));
    pass();

    await().until(() -> state(runtime).equals("FAILED"));
    assertThat(seen(runtime).at("/failure/code").asString()).isEqualTo("MACHINE_LOST");
    assertThat(written.openRuns(runtime)).isZero();
    assertThat(Instant.parse(seen(runtime).at("/failure/at").asString()))
        .as("nobody pays for the time after it was missed")
        .isEqualTo(missed);
    assertThat(console.bean(Proof.class).run()).allMatch(ProofCheck.Result::ok);
    assertThat(cloud.list(new ListHoldings(null, ListHoldings.LARGEST_PAGE)).disks())
        .anyMatch(held -> held.name().equals(disk));
    assertThat(seen(runtime).at("/disk/state").asString()).isNotEqualTo("DELETED");
  }

  @Test
  void anEmptyListingDoesNothingAndSaysSo() {
    UUID runtime = launched();
    after(Duration.ofHours(2));
    cloud.listsNothing = true;
    try {
      pass();
      after(Duration.ofMinutes(16));
      JsonNode pass = pass();

      assertThat(pass.path("outcome").asString()).isEqualTo("EMPTY_LISTING");
      assertThat(pass.path("findings")).isEmpty();
      assertThat(state(runtime)).isEqualTo("RUNNING");
    } finally {
      cloud.listsNothing = false;
    }
  }

  @Test
  void aDryRunTellsWhatItWouldDoAndRemembersNothing() {
    MachineName orphan = orphan();
    pass();
    after(Duration.ofMinutes(16));

    assertThat(finding(pass(true), orphan).path("act").asString()).isEqualTo("QUARANTINE");
    assertThat(finding(pass(true), orphan).path("act").asString()).isEqualTo("QUARANTINE");
    assertThat(written.acts(orphan)).isEmpty();
  }

  @Test
  void aDriftIsShownWithWhatItCostsADayAndWhatIsNext() {
    MachineName orphan = orphan();
    pass();
    Instant seenAt = clock.instant();

    JsonNode drift =
        operator()
            .get("/api/drift?limit=200")
            .json()
            .path("items")
            .valueStream()
            .filter(item -> item.path("name").asString().equals(orphan.value()))
            .findFirst()
            .orElseThrow();
    assertThat(drift.path("kind").asString()).isEqualTo("UNKNOWN_MACHINE");
    assertThat(drift.path("perDay").asString()).isEqualTo("1.139994000");
    assertThat(drift.path("firstSeen").asString()).isEqualTo(seenAt.toString());
    assertThat(drift.path("next").asString()).isEqualTo("QUARANTINE");
    assertThat(drift.path("nextAt").asString())
        .isEqualTo(seenAt.plus(Duration.ofMinutes(15)).toString());
  }

  // ---- the world

  private static void after(Duration duration) {
    clock.moveTo(clock.instant().plus(duration));
  }

  /** A machine and a disk that no row knows of. */
  private static MachineName orphan() {
    UUID runtime = UUID.randomUUID();
    DiskName home = orphanDisk();
    MachineName name = MachineName.of(runtime, 3);
    cloud.create(
        new StartMachine(
            new Fence(runtime, 3, 1),
            name,
            runtime,
            UUID.randomUUID(),
            Tool.TERMINAL,
            "n1-standard-1",
            home,
            "http://x.localhost",
            Duration.ofDays(30)));
    return name;
  }

  private static DiskName orphanDisk() {
    UUID disk = UUID.randomUUID();
    DiskName name = DiskName.of(disk);
    cloud.create(new CreateDisk(new Fence(disk, 1, 1), name, disk, disk, "pd-balanced", 10));
    return name;
  }

  private static UUID launched() {
    String workspace =
        owner()
            .post(
                "/api/workspaces",
                """
                {"name":"%s","description":"","payer":"CREDIT"}
                """
                    .formatted(UUID.randomUUID()))
            .text("id");
    UUID runtime = UUID.randomUUID();
    var answer =
        owner()
            .send(
                "PUT",
                "/api/runtimes/" + runtime,
                """
                {"workspace":"%s","tool":"terminal","machineType":"n1-standard-1",
                 "disk":{"type":"pd-balanced","sizeGib":10}}
                """
                    .formatted(workspace));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    await().until(() -> state(runtime).equals("RUNNING"));
    return runtime;
  }

  private static JsonNode pass() {
    return pass(false);
  }

  /** A whole pass, once it has ended. */
  private static JsonNode pass(boolean dryRun) {
    after(Duration.ofMillis(1));
    String id =
        operator().post("/api/reconciliations", "{\"dryRun\":%s}".formatted(dryRun)).text("id");
    return await()
        .until(
            () -> operator().get("/api/reconciliations/" + id).json(),
            pass -> !pass.path("finishedAt").isNull());
  }

  private static JsonNode finding(JsonNode pass, MachineName machine) {
    return pass.path("findings")
        .valueStream()
        .filter(finding -> finding.path("name").asString().equals(machine.value()))
        .findFirst()
        .orElseThrow();
  }

  private static String state(UUID runtime) {
    return seen(runtime).path("state").asString();
  }

  private static JsonNode seen(UUID runtime) {
    return owner().get("/api/runtimes/" + runtime).json();
  }

  private static TestConsole.Client owner() {
    return console.as("owner", Role.RESEARCHER).with("Content-Type", "application/json");
  }

  private static TestConsole.Client operator() {
    return console.as("operator", Role.OPERATOR);
  }
}
