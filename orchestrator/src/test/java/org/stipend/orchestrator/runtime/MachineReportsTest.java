package org.stipend.orchestrator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.stipend.cloud.Tool;
import org.stipend.cloud.disk.DiskCreated;
import org.stipend.cloud.disk.DiskName;
import org.stipend.cloud.inventory.ProviderDescription;
import org.stipend.cloud.inventory.ToolOffer;
import org.stipend.cloud.machine.MachineName;
import org.stipend.cloud.machine.MachineState;
import org.stipend.cloud.machine.StopCause;
import org.stipend.orchestrator.TestClock;
import org.stipend.orchestrator.TestConsole;
import org.stipend.orchestrator.access.Role;
import org.stipend.orchestrator.catalog.Providers;
import org.stipend.orchestrator.ledger.Proof;
import org.stipend.orchestrator.ledger.ProofCheck;
import org.stipend.orchestrator.runtime.workflow.DiskReport;
import org.stipend.orchestrator.runtime.workflow.Failure;
import org.stipend.orchestrator.runtime.workflow.MachineReport;
import org.stipend.orchestrator.runtime.workflow.RuntimeLedger;
import org.stipend.orchestrator.runtime.workflow.Wish;
import tools.jackson.databind.JsonNode;

/** Who pays, and what people read, when a machine ends without being asked. */
class MachineReportsTest {

  private static final Instant LAUNCH = Instant.parse("2026-04-01T00:00:00Z");
  private static final Instant EXIT = LAUNCH.plusSeconds(500);
  private static final TestClock clock = new TestClock(LAUNCH.toString());

  @RegisterExtension static final TestConsole console = new TestConsole(clock);

  private final String person = "p" + UUID.randomUUID();
  private final RuntimeLedger ledger = console.bean(RuntimeLedger.class);
  private String workspace;
  private UUID runtime;

  @BeforeEach
  void launches() {
    clock.moveTo(LAUNCH);
    console
        .bean(Providers.class)
        .seen(
            new ProviderDescription(
                "local",
                Duration.ofSeconds(5),
                4,
                16384,
                List.of(
                    new ToolOffer(Tool.TERMINAL, "1", null),
                    new ToolOffer(Tool.JUPYTER, "1", null))));
    workspace =
        owner()
            .post(
                "/api/workspaces",
                """
                {"name":"Ends","description":"","payer":"CREDIT"}
                """)
            .text("id");
    runtime = launch();
  }

  private UUID launch() {
    UUID id = UUID.randomUUID();
    var answer =
        owner()
            .send(
                "PUT",
                "/api/runtimes/" + id,
                """
                {"workspace":"%s","tool":"terminal","machineType":"n2-standard-4",
                 "disk":{"type":"pd-balanced","sizeGib":10}}
                """
                    .formatted(workspace));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    return id;
  }

  @Test
  void aFailedLaunchIsPaidByThePlatformThoughItsDeletionWasAskedForBeforeItStopped() {
    starts(LAUNCH.plusSeconds(3_600));
    ledger.failed(new Failure(wish(), "TOOL_UNHEALTHY", "The tool did not answer."));
    assertThat(owner().send("DELETE", "/api/runtimes/" + runtime + "?disk=keep", "").status())
        .isEqualTo(202);
    report(stopped(EXIT, StopCause.REQUESTED));
    assertThat(machineIsPaidBy()).isEqualTo("FAILED_LAUNCH");
  }

  @Test
  void aRunAfterAFailedLaunchIsPaidByTheResearcherOnceItCanBeOpened() {
    starts(LAUNCH.plusSeconds(3_600));
    ledger.failed(new Failure(wish(), "TOOL_UNHEALTHY", "The tool did not answer."));
    assertThat(owner().post("/api/runtimes/" + runtime + "/start", "").status()).isEqualTo(202);
    ledger.listening(wish());
    ledger.healthy(wish());
    report(stopped(EXIT, StopCause.EXITED));
    assertThat(machineIsPaidBy()).isEqualTo("CREDIT");
    assertThat(Instant.parse(seen().at("/failure/at").asString()))
        .as("a failure is told with the instant of the exit")
        .isEqualTo(EXIT);
  }

  @Test
  void aVanishedMachineIsChargedNoLongerThanItCouldHaveRun() {
    starts(EXIT);
    ledger.listening(wish());
    ledger.healthy(wish());
    report(new MachineState.Missing(machine()));
    assertThat(machineRanUntil()).isEqualTo(EXIT);
    assertThat(machineIsPaidBy()).isEqualTo("CREDIT");
    assertThat(seen().at("/failure/code").asString()).isEqualTo("MACHINE_LOST");
  }

  @Test
  void aMachineThatVanishedBeforeItCouldBeOpenedIsPaidByThePlatform() {
    starts(EXIT.plusSeconds(100));
    report(new MachineState.Missing(machine()));
    assertThat(machineIsPaidBy()).isEqualTo("FAILED_LAUNCH");
  }

  @Test
  void aMachineThatItsOldCreditCutShortStartsAgainOnNewCredit() {
    starts(EXIT);
    ledger.listening(wish());
    ledger.healthy(wish());
    report(stopped(EXIT, StopCause.RUN_LIMIT));
    assertThat(seen().at("/state").asString()).isEqualTo("STARTING");
    assertThat(seen().at("/desired").asString()).isEqualTo("RUNNING");
  }

  @Test
  void aMachineThatTheEndOfTheCreditCutShortSaysSo() {
    starts(EXIT);
    ledger.listening(wish());
    ledger.healthy(wish());
    clock.moveTo(EXIT);
    revokeTheCredit();
    report(stopped(EXIT, StopCause.RUN_LIMIT));
    assertThat(seen().at("/state").asString()).isEqualTo("STOPPED");
    assertThat(seen().at("/stopReason/code").asString()).isEqualTo("CREDIT");
  }

  @Test
  void aMachineThatRanAsLongAsAnyMaySaysSo() {
    Instant limit = LAUNCH.plus(Duration.ofDays(30));
    starts(limit);
    clock.moveTo(limit.plusSeconds(1));
    ledger.listening(wish());
    ledger.healthy(wish());
    report(stopped(limit, StopCause.RUN_LIMIT));
    assertThat(seen().at("/stopReason/code").asString()).isEqualTo("RUN_LIMIT");
  }

  @Test
  void aDeletionIsNotTakenBackOnceANewerRuntimeHasItsPlace() {
    starts(LAUNCH.plusSeconds(3_600));
    owner().send("DELETE", "/api/runtimes/" + runtime + "?disk=keep", "");
    UUID newer = launch();
    var answer = owner().post("/api/runtimes/" + runtime + "/cancel", "");
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.text("code")).isEqualTo("RUNTIME_EXISTS");
    assertThat(answer.text("runtime")).isEqualTo(newer.toString());
  }

  @Test
  void aSecondDeletionThatAlsoDropsTheDiskIsHeeded() {
    starts(EXIT.plusSeconds(3_600));
    owner().send("DELETE", "/api/runtimes/" + runtime + "?disk=keep", "");
    owner().send("DELETE", "/api/runtimes/" + runtime + "?disk=delete", "");
    report(stopped(EXIT, StopCause.REQUESTED));
    report(new MachineState.Missing(machine()));
    ledger.settled(wish());
    String disks = owner().get("/api/disks?workspace=" + workspace).json().path("items").toString();
    assertThat(disks).contains("DELETING");
  }

  @Test
  void aDeletionThatWouldDropADiskKeptBeforeNamesTheWayToIt() {
    starts(EXIT.plusSeconds(3_600));
    owner().send("DELETE", "/api/runtimes/" + runtime + "?disk=keep", "");
    report(stopped(EXIT, StopCause.REQUESTED));
    report(new MachineState.Missing(machine()));
    ledger.settled(wish());
    var again = owner().send("DELETE", "/api/runtimes/" + runtime + "?disk=keep", "");
    assertThat(again.status()).isEqualTo(202);
    var late = owner().send("DELETE", "/api/runtimes/" + runtime + "?disk=delete", "");
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.text("nextStep")).contains("DELETE /api/disks/");
  }

  @Test
  void theReasonOfARevocationStandsInTheStatement() {
    revokeTheCredit();
    assertThat(owner().get("/api/ledger/postings").json().toString())
        .contains("Taken back: a test of the end");
  }

  @Test
  void theCatalogTellsHowLongAToolUsuallyTakesToOpen() {
    starts(EXIT.plusSeconds(3_600));
    ledger.listening(wish());
    ledger.healthy(wish());
    JsonNode terminal =
        owner()
            .get("/api/catalog")
            .json()
            .path("tools")
            .valueStream()
            .filter(tool -> tool.path("id").asString().equals("terminal"))
            .findFirst()
            .orElseThrow();
    assertThat(terminal.path("usualSeconds").asInt()).isEqualTo(600);
  }

  @Test
  void aMachineWithAGpuIsRefusedWhereThereIsNone() {
    var answer =
        owner()
            .send(
                "PUT",
                "/api/runtimes/" + UUID.randomUUID(),
                """
                {"workspace":"%s","tool":"jupyter","machineType":"g2-standard-4",
                 "disk":{"type":"pd-balanced","sizeGib":10}}
                """
                    .formatted(workspace));
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.text("code")).isEqualTo("GPU_UNAVAILABLE");
  }

  private void starts(Instant runsUntil) {
    UUID disk = UUID.fromString(seen().at("/disk/id").asString());
    ledger.diskCreated(new DiskReport(wish(), new DiskCreated(DiskName.of(disk), LAUNCH)));
    ledger.beginRun(wish());
    report(
        new MachineState.Running(
            machine(),
            wish().generation(),
            LAUNCH,
            URI.create("http://127.0.0.1:1"),
            "secret",
            runsUntil));
    clock.moveTo(EXIT.plusSeconds(100));
  }

  private MachineState stopped(Instant stoppedAt, StopCause cause) {
    return new MachineState.Stopped(
        machine(), wish().generation(), LAUNCH, stoppedAt, cause, 1, "", false);
  }

  private void report(MachineState machine) {
    ledger.machine(new MachineReport(wish(), machine));
    assertThat(console.bean(Proof.class).run()).allMatch(ProofCheck.Result::ok);
  }

  private Wish wish() {
    return new Wish(runtime, ledger.load(runtime).generation());
  }

  private MachineName machine() {
    return MachineName.of(runtime, 1);
  }

  private JsonNode seen() {
    return owner().get("/api/runtimes/" + runtime).json();
  }

  private void revokeTheCredit() {
    String grant = owner().get("/api/credit").json().at("/grants/0/id").asString();
    var revoked =
        console
            .as("admin", Role.ADMIN)
            .with("Content-Type", "application/json", "Idempotency-Key", "revoke/" + grant)
            .post(
                "/api/grants/" + grant + "/revocations",
                """
                {"reason":"a test of the end"}
                """);
    assertThat(revoked.status()).as(revoked.toString()).isEqualTo(201);
  }

  private String machineIsPaidBy() {
    return console
        .database()
        .jdbc()
        .sql(
            """
            SELECT DISTINCT CASE payer_kind WHEN 'PLATFORM' THEN payer ELSE payer_kind END
              FROM usage_segment WHERE resource = :runtime
            """)
        .param("runtime", runtime)
        .query(String.class)
        .single();
  }

  private Instant machineRanUntil() {
    return console
        .database()
        .jdbc()
        .sql("SELECT stopped_at FROM usage_run WHERE resource = :runtime")
        .param("runtime", runtime)
        .query((row, n) -> row.getTimestamp(1).toInstant())
        .single();
  }

  private TestConsole.Client owner() {
    return console
        .as(person, Role.RESEARCHER)
        .with("Content-Type", "application/json", "Idempotency-Key", UUID.randomUUID().toString());
  }
}
