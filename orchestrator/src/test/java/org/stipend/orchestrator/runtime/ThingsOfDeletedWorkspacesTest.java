package org.stipend.orchestrator.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stipend.orchestrator.runtime.TestingRun.EXIT;
import static org.stipend.orchestrator.runtime.TestingRun.LAUNCH;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.stipend.cloud.machine.MachineState;
import org.stipend.cloud.machine.StopCause;
import org.stipend.orchestrator.TestClock;
import org.stipend.orchestrator.TestConsole;
import org.stipend.orchestrator.disk.workflow.DiskDeletion;
import org.stipend.orchestrator.disk.workflow.DiskLedger;
import org.stipend.orchestrator.ledger.Proof;
import org.stipend.orchestrator.ledger.ProofCheck;
import org.stipend.orchestrator.runtime.workflow.Failure;
import org.stipend.orchestrator.runtime.workflow.RuntimeSnapshot.MachinePhase;
import tools.jackson.databind.JsonNode;

/** A workspace is deleted while what is in it is in any of its states. */
class ThingsOfDeletedWorkspacesTest {

  private static final TestClock clock = new TestClock(LAUNCH.toString());

  @RegisterExtension static final TestConsole console = new TestConsole(clock);

  private TestingRun run;

  @BeforeEach
  void launches() {
    run = new TestingRun(console, clock);
  }

  @Test
  void aRuntimeGoesWithItsDiskFromEveryState() {
    Map<String, Consumer<TestingRun>> states = new LinkedHashMap<>();
    states.put("STARTING", one -> {});
    states.put("RUNNING", ThingsOfDeletedWorkspacesTest::isOpened);
    states.put("STOPPING", one -> wish(isOpened(one), "stop"));
    states.put("STOPPED", one -> hasStopped(wish(isOpened(one), "stop")));
    states.put("STOPPED before it was made", one -> one.ledger.settled(wish(one, "stop").wish()));
    states.put("FAILED", ThingsOfDeletedWorkspacesTest::fails);
    states.put("DELETING", one -> delete(isOpened(one)));
    states.put("DELETED, its disk kept", one -> isGone(delete(isOpened(one))));
    states.put(
        "STOPPED by the end of credit",
        one -> {
          isOpened(one).losesItsCredit();
          wish(one, "stop");
        });
    states.forEach((state, happens) -> {
      launches();
      happens.accept(run);
      if (!state.contains(",") && !state.contains(" ")) {
        assertThat(run.seen().path("state").asString()).isEqualTo(state);
      }
      UUID disk = run.ledger.load(run.id()).disk();

      deletesTheWorkspace();

      isGone(run);
      assertThat(row("runtime", run.id())).as(state).isEqualTo("DELETED DELETED");
      assertThat(row("disk", disk)).as(state).isEqualTo("DELETED DELETING");
      isDeleted(disk);
      assertThat(row("disk", disk)).as(state).isEqualTo("DELETED DELETED");
      expectProof();
    });
  }

  @Test
  void whatBurnsUntilTheCloudConfirmsIsChargedAndStaysInTheBooksUnderItsName() {
    isOpened(run);
    UUID disk = run.ledger.load(run.id()).disk();

    deletesTheWorkspace();

    JsonNode burning = run.owner().get("/api/credit").json();
    assertThat(burning.path("runningMachines").asInt()).isOne();
    assertThat(burning.path("burnPerHour").asString()).isNotEqualTo("0.000000000");
    isGone(run);
    isDeleted(disk);
    clock.moveTo(EXIT.plusSeconds(7_200));
    JsonNode credit = run.owner().get("/api/credit").json();
    assertThat(credit.path("burnPerHour").asString()).isEqualTo("0.000000000");
    assertThat(credit.at("/spenders/0/workspace/name").asString()).isEqualTo("Runs");
    assertThat(credit.at("/spenders/0/workspace/deleted").asBoolean()).isTrue();
    assertThat(credit.at("/spenders/0/amount").asString())
        .isEqualTo(credit.path("spent").asString());
    List<JsonNode> named =
        run.owner()
            .get("/api/statement?limit=200")
            .json()
            .path("items")
            .valueStream()
            .map(row -> row.path("workspace"))
            .filter(workspace -> !workspace.isNull())
            .toList();
    assertThat(named)
        .isNotEmpty()
        .allMatch(workspace -> workspace.path("name").asString().equals("Runs"))
        .allMatch(workspace -> workspace.path("deleted").asBoolean());
    assertThat(machineEnd()).isEqualTo(EXIT);
    expectProof();
  }

  @Test
  void aDiskThatTheCloudMakesAfterItsWorkspaceIsGoneIsMeteredAndGoesToo() {
    UUID disk = run.ledger.load(run.id()).disk();

    deletesTheWorkspace();
    run.ledger.settled(run.wish());
    console
        .bean(DiskLedger.class)
        .deleted(new DiskDeletion(disk, LAUNCH.plusSeconds(10), LAUNCH.plusSeconds(3_610)));
    clock.moveTo(LAUNCH.plusSeconds(7_200));

    assertThat(row("disk", disk)).isEqualTo("DELETED DELETED");
    assertThat(run.owner().get("/api/credit").json().path("spent").asString())
        .isNotEqualTo("0.000000000");
    expectProof();
  }

  private static TestingRun isOpened(TestingRun run) {
    run.starts(LAUNCH.plusSeconds(3_600));
    run.ledger.listening(run.wish());
    run.ledger.healthy(run.wish());
    return run;
  }

  private static void fails(TestingRun run) {
    run.starts(LAUNCH.plusSeconds(3_600));
    run.ledger.failed(new Failure(run.wish(), "TOOL_UNHEALTHY", "The tool did not answer."));
  }

  private static TestingRun wish(TestingRun run, String wish) {
    run.owner().post("/api/runtimes/" + run.id() + "/" + wish, "");
    return run;
  }

  private static TestingRun delete(TestingRun run) {
    run.owner().send("DELETE", "/api/runtimes/" + run.id() + "?disk=keep", "");
    return run;
  }

  private static void hasStopped(TestingRun run) {
    run.report(run.stopped(EXIT, StopCause.REQUESTED));
    run.ledger.settled(run.wish());
  }

  /** As the cloud would tell of whatever there is. */
  private static void isGone(TestingRun run) {
    if (run.ledger.load(run.id()).machine() != MachinePhase.NONE) {
      run.report(run.stopped(EXIT, StopCause.REQUESTED));
      run.report(new MachineState.Missing(run.machine()));
    }
    run.ledger.settled(run.wish());
  }

  private void isDeleted(UUID disk) {
    console.bean(DiskLedger.class).deleted(new DiskDeletion(disk, null, EXIT.plusSeconds(60)));
  }

  private void deletesTheWorkspace() {
    var answer = run.owner().send("DELETE", "/api/workspaces/" + run.workspace(), "");
    assertThat(answer.status()).as(answer.toString()).isEqualTo(204);
  }

  private static void expectProof() {
    assertThat(console.bean(Proof.class).run()).allMatch(ProofCheck.Result::ok);
  }

  private static String row(String table, UUID id) {
    return console
        .database()
        .jdbc()
        .sql("SELECT desired || ' ' || state FROM " + table + " WHERE id = :id")
        .param("id", id)
        .query(String.class)
        .single();
  }

  private Instant machineEnd() {
    return console
        .database()
        .jdbc()
        .sql("SELECT stopped_at FROM usage_run WHERE resource = :id")
        .param("id", run.id())
        .query((row, n) -> row.getTimestamp("stopped_at").toInstant())
        .single();
  }
}
