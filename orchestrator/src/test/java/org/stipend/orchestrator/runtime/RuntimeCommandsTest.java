package org.stipend.orchestrator.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stipend.orchestrator.runtime.TestingRun.EXIT;
import static org.stipend.orchestrator.runtime.TestingRun.LAUNCH;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.stipend.cloud.machine.MachineState;
import org.stipend.cloud.machine.StopCause;
import org.stipend.orchestrator.TestClock;
import org.stipend.orchestrator.TestConsole;
import tools.jackson.databind.JsonNode;

/** What people may ask of a runtime, where the answer depends on what became of it. */
class RuntimeCommandsTest {

  private static final TestClock clock = new TestClock(LAUNCH.toString());

  @RegisterExtension static final TestConsole console = new TestConsole(clock);

  private TestingRun run;

  @BeforeEach
  void launches() {
    run = new TestingRun(console, clock);
  }

  @Test
  void aRunningMachineSaysWhenItStopsByItselfAndWhy() {
    assertThat(run.seen().path("end").isNull()).as("it does not run yet").isTrue();
    Instant limit = LAUNCH.plusSeconds(3_600);
    run.runsAt(LAUNCH, limit);
    run.ledger.listening(run.wish());
    run.ledger.healthy(run.wish());
    assertThat(run.seen().path("end").path("cause").asString()).isEqualTo("RUN_LIMIT");
    assertThat(run.seen().path("end").path("at").asString()).isEqualTo(limit.toString());
  }

  @Test
  void aDeletionIsNotTakenBackOnceANewerRuntimeHasItsPlace() {
    run.starts(LAUNCH.plusSeconds(3_600));
    run.owner().send("DELETE", "/api/runtimes/" + run.id() + "?disk=keep", "");
    UUID newer = run.launch();
    var answer = run.owner().post("/api/runtimes/" + run.id() + "/cancel", "");
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.text("code")).isEqualTo("RUNTIME_EXISTS");
    assertThat(answer.text("runtime")).isEqualTo(newer.toString());
  }

  @Test
  void aSecondDeletionThatAlsoDropsTheDiskIsHeeded() {
    run.starts(EXIT.plusSeconds(3_600));
    run.owner().send("DELETE", "/api/runtimes/" + run.id() + "?disk=keep", "");
    run.owner().send("DELETE", "/api/runtimes/" + run.id() + "?disk=delete", "");
    run.report(run.stopped(EXIT, StopCause.REQUESTED));
    run.report(new MachineState.Missing(run.machine()));
    run.ledger.settled(run.wish());
    String disks =
        run.owner().get("/api/disks?workspace=" + run.workspace()).json().path("items").toString();
    assertThat(disks).contains("DELETING");
  }

  @Test
  void aDeletionThatWouldDropADiskKeptBeforeNamesTheWayToIt() {
    run.starts(EXIT.plusSeconds(3_600));
    run.owner().send("DELETE", "/api/runtimes/" + run.id() + "?disk=keep", "");
    run.report(run.stopped(EXIT, StopCause.REQUESTED));
    run.report(new MachineState.Missing(run.machine()));
    run.ledger.settled(run.wish());
    var again = run.owner().send("DELETE", "/api/runtimes/" + run.id() + "?disk=keep", "");
    assertThat(again.status()).isEqualTo(202);
    var late = run.owner().send("DELETE", "/api/runtimes/" + run.id() + "?disk=delete", "");
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.text("nextStep")).contains("DELETE /api/disks/");
  }

  @Test
  void aSecondLaunchOfTheSameToolNamesTheRuntimeThereIsAndStartsNothing() {
    run.starts(EXIT.plusSeconds(3_600));
    run.owner().post("/api/runtimes/" + run.id() + "/stop", "");
    UUID second = UUID.randomUUID();
    var answer = run.asks(second);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(409);
    assertThat(answer.text("code")).isEqualTo("RUNTIME_EXISTS");
    assertThat(answer.text("runtime")).isEqualTo(run.id().toString());
    assertThat(answer.text("state")).isEqualTo("STOPPING");
    assertThat(run.owner().get("/api/runtimes/" + second).status()).isEqualTo(404);
    assertThat(run.seen().at("/desired").asString()).isEqualTo("STOPPED");
  }

  @Test
  void theSameLaunchAgainIsAnsweredByItsRuntime() {
    var again = run.asks(run.id());
    assertThat(again.status()).as(again.toString()).isEqualTo(202);
    assertThat(again.text("id")).isEqualTo(run.id().toString());
    assertThat(again.json().path("generation").asLong()).isEqualTo(1);
  }

  @Test
  void aWriterWhoBecameAReaderIsOfferedOnlyWhatIsNotRefused() {
    run.starts(EXIT.plusSeconds(3_600));
    run.ledger.listening(run.wish());
    run.ledger.healthy(run.wish());
    becomesReader();
    assertThat(offered()).containsExactly("STOP");
    assertThat(run.owner().post("/api/runtimes/" + run.id() + "/stop", "").status()).isEqualTo(202);
    run.report(run.stopped(EXIT, StopCause.REQUESTED));
    run.ledger.settled(run.wish());
    assertThat(offered()).isEmpty();
    for (String refused : List.of("start", "cancel")) {
      var answer = run.owner().post("/api/runtimes/" + run.id() + "/" + refused, "");
      assertThat(answer.status()).as(refused).isEqualTo(403);
    }
  }

  @Test
  void aWriterWhoBecameAReaderIsNotOfferedToLaunchOnADiskThatWasKept() {
    run.starts(EXIT.plusSeconds(3_600));
    run.owner().send("DELETE", "/api/runtimes/" + run.id() + "?disk=keep", "");
    run.report(run.stopped(EXIT, StopCause.REQUESTED));
    run.report(new MachineState.Missing(run.machine()));
    run.ledger.settled(run.wish());
    becomesReader();
    JsonNode disks = run.owner().get("/api/disks?workspace=" + run.workspace()).json();
    assertThat(disks.at("/items/0/allowed").valueStream().map(JsonNode::asString))
        .containsExactly("DELETE");
  }

  @Test
  void aDeletionThatCannotBeTakenBackIsNotOfferedToBe() {
    run.starts(LAUNCH.plusSeconds(3_600));
    run.owner().send("DELETE", "/api/runtimes/" + run.id() + "?disk=keep", "");
    assertThat(offered()).containsExactly("CANCEL");
    run.launch();
    assertThat(offered()).isEmpty();
  }

  private List<String> offered() {
    return run.seen().path("allowed").valueStream().map(JsonNode::asString).toList();
  }

  private void becomesReader() {
    console
        .database()
        .asOwner()
        .sql("UPDATE workspace_member SET role = 'READER' WHERE workspace = :workspace::uuid")
        .param("workspace", run.workspace())
        .update();
  }

  @Test
  void aMachineWithAGpuIsRefusedWhereThereIsNone() {
    var answer =
        run.owner()
            .send(
                "PUT",
                "/api/runtimes/" + UUID.randomUUID(),
                """
                {"workspace":"%s","tool":"jupyter","machineType":"g2-standard-4",
                 "disk":{"type":"pd-balanced","sizeGib":10}}
                """
                    .formatted(run.workspace()));
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.text("code")).isEqualTo("GPU_UNAVAILABLE");
  }

  @Test
  void aConfigurationOfMoreThanTwentyFiveDollarsAnHourIsRefusedThoughNoPageIsAsked() {
    JsonNode catalog = run.owner().get("/api/catalog").json();
    assertThat(catalog.path("machineTypes").valueStream())
        .as("with the dearest disk there is, which takes less than a dollar")
        .allSatisfy(machine ->
            assertThat(new BigDecimal(machine.path("perHour").asString()))
                .isLessThan(new BigDecimal("24")));
    var answer =
        run.owner()
            .send(
                "PUT",
                "/api/runtimes/" + UUID.randomUUID(),
                """
                {"workspace":"%s","tool":"jupyter","machineType":"a2-highgpu-8g",
                 "disk":{"type":"pd-balanced","sizeGib":10}}
                """
                    .formatted(run.workspace()));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
  }
}
