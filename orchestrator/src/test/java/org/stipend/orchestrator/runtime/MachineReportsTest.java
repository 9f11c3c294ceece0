package org.stipend.orchestrator.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stipend.orchestrator.runtime.TestingRun.EXIT;
import static org.stipend.orchestrator.runtime.TestingRun.LAUNCH;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.stipend.cloud.machine.MachineState;
import org.stipend.cloud.machine.StopCause;
import org.stipend.orchestrator.TestClock;
import org.stipend.orchestrator.TestConsole;
import org.stipend.orchestrator.runtime.workflow.Failure;
import tools.jackson.databind.JsonNode;

/** Who pays, and what people read, when a machine ends without being asked. */
class MachineReportsTest {

  private static final TestClock clock = new TestClock(LAUNCH.toString());

  @RegisterExtension static final TestConsole console = new TestConsole(clock);

  private TestingRun run;

  @BeforeEach
  void launches() {
    run = new TestingRun(console, clock);
  }

  @Test
  void aFailedLaunchIsPaidByThePlatformThoughItsDeletionWasAskedForBeforeItStopped() {
    run.starts(LAUNCH.plusSeconds(3_600));
    run.ledger.failed(new Failure(run.wish(), "TOOL_UNHEALTHY", "The tool did not answer."));
    assertThat(run.owner().send("DELETE", "/api/runtimes/" + run.id() + "?disk=keep", "").status())
        .isEqualTo(202);
    run.report(run.stopped(EXIT, StopCause.REQUESTED));
    assertThat(machineIsPaidBy()).isEqualTo("FAILED_LAUNCH");
  }

  @Test
  void aFailedLaunchIsMeteredHoweverFineTheClockOfTheCloudIs() {
    run.startsAt(LAUNCH.plusNanos(123_456_789), EXIT.plusSeconds(100));
    run.report(new MachineState.Missing(run.machine()));
    assertThat(machineIsPaidBy()).isEqualTo("FAILED_LAUNCH");
  }

  @Test
  void aRunAfterAFailedLaunchIsPaidByTheResearcherOnceItCanBeOpened() {
    run.starts(LAUNCH.plusSeconds(3_600));
    run.ledger.failed(new Failure(run.wish(), "TOOL_UNHEALTHY", "The tool did not answer."));
    assertThat(run.owner().post("/api/runtimes/" + run.id() + "/start", "").status())
        .isEqualTo(202);
    run.ledger.listening(run.wish());
    run.ledger.healthy(run.wish());
    run.report(run.stopped(EXIT, StopCause.EXITED));
    assertThat(machineIsPaidBy()).isEqualTo("CREDIT");
    assertThat(Instant.parse(run.seen().at("/failure/at").asString()))
        .as("a failure is told with the instant of the exit")
        .isEqualTo(EXIT);
  }

  @Test
  void aVanishedMachineIsChargedNoLongerThanItCouldHaveRun() {
    run.starts(EXIT);
    run.ledger.listening(run.wish());
    run.ledger.healthy(run.wish());
    run.report(new MachineState.Missing(run.machine()));
    assertThat(machineRanUntil()).isEqualTo(EXIT);
    assertThat(machineIsPaidBy()).isEqualTo("CREDIT");
    assertThat(run.seen().at("/failure/code").asString()).isEqualTo("MACHINE_LOST");
  }

  @Test
  void aMachineThatVanishedBeforeItCouldBeOpenedIsPaidByThePlatform() {
    run.starts(EXIT.plusSeconds(100));
    run.report(new MachineState.Missing(run.machine()));
    assertThat(machineIsPaidBy()).isEqualTo("FAILED_LAUNCH");
  }

  @Test
  void aMachineThatItsOldCreditCutShortStartsAgainOnNewCredit() {
    run.starts(EXIT);
    run.ledger.listening(run.wish());
    run.ledger.healthy(run.wish());
    run.report(run.stopped(EXIT, StopCause.RUN_LIMIT));
    assertThat(run.seen().at("/state").asString()).isEqualTo("STARTING");
    assertThat(run.seen().at("/desired").asString()).isEqualTo("RUNNING");
  }

  @Test
  void aMachineThatTheEndOfTheCreditCutShortSaysSo() {
    run.starts(EXIT);
    run.ledger.listening(run.wish());
    run.ledger.healthy(run.wish());
    clock.moveTo(EXIT);
    run.losesItsCredit();
    run.report(run.stopped(EXIT, StopCause.RUN_LIMIT));
    assertThat(run.seen().at("/state").asString()).isEqualTo("STOPPED");
    assertThat(run.seen().at("/stopReason/code").asString()).isEqualTo("CREDIT");
  }

  @Test
  void aMachineThatRanAsLongAsAnyMaySaysSo() {
    Instant limit = LAUNCH.plus(Duration.ofDays(30));
    run.starts(limit);
    clock.moveTo(limit.plusSeconds(1));
    run.ledger.listening(run.wish());
    run.ledger.healthy(run.wish());
    run.report(run.stopped(limit, StopCause.RUN_LIMIT));
    assertThat(run.seen().at("/stopReason/code").asString()).isEqualTo("RUN_LIMIT");
  }

  @Test
  void theReasonOfARevocationStandsInTheStatement() {
    run.losesItsCredit();
    assertThat(run.owner().get("/api/statement").json().toString())
        .contains("Taken back: a test of the end");
  }

  @Test
  void theCatalogTellsHowLongAToolUsuallyTakesToOpen() {
    run.starts(EXIT.plusSeconds(3_600));
    run.ledger.listening(run.wish());
    run.ledger.healthy(run.wish());
    JsonNode terminal =
        run.owner()
            .get("/api/catalog")
            .json()
            .path("tools")
            .valueStream()
            .filter(tool -> tool.path("id").asString().equals("terminal"))
            .findFirst()
            .orElseThrow();
    assertThat(terminal.path("usualSeconds").asInt()).isEqualTo(600);
  }

  private String machineIsPaidBy() {
    return console
        .database()
        .jdbc()
        .sql(
            """
            SELECT DISTINCT CASE t.payer_kind WHEN 'PLATFORM' THEN t.payer ELSE t.payer_kind END
              FROM tile t JOIN usage_part p ON p.use_id = t.use_id JOIN usage_run r ON r.id = p.run
             WHERE r.resource = :runtime
            """)
        .param("runtime", run.id())
        .query(String.class)
        .single();
  }

  private Instant machineRanUntil() {
    return console
        .database()
        .jdbc()
        .sql("SELECT stopped_at FROM usage_run WHERE resource = :runtime")
        .param("runtime", run.id())
        .query((row, n) -> row.getTimestamp(1).toInstant())
        .single();
  }
}
