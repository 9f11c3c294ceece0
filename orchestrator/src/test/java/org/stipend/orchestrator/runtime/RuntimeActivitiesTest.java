package org.stipend.orchestrator.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.stipend.orchestrator.runtime.TestingRun.LAUNCH;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.dao.DataIntegrityViolationException;
import org.stipend.orchestrator.TestClock;
import org.stipend.orchestrator.TestConsole;
import org.stipend.orchestrator.runtime.workflow.RuntimeLedger;
import org.stipend.orchestrator.runtime.workflow.RuntimeSnapshot.Desired;

/** The real rows, on PostgreSQL. */
class RuntimeActivitiesTest extends RuntimeLedgerContract {

  private static final TestClock clock = new TestClock(LAUNCH.toString());

  @RegisterExtension static final TestConsole console = new TestConsole(clock);

  private TestingRun run;

  @BeforeEach
  void launch() {
    run = new TestingRun(console, clock);
  }

  @Override
  RuntimeLedger ledger() {
    return run.ledger;
  }

  @Override
  UUID runtime() {
    return run.id();
  }

  @Override
  void want(Desired desired) {
    String path = "/api/runtimes/" + run.id();
    var answer =
        switch (desired) {
          case RUNNING -> run.owner().post(path + "/start", "");
          case STOPPED -> run.owner().post(path + "/stop", "");
          case DELETED -> run.owner().send("DELETE", path, "");
        };
    assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
  }

  @Override
  String state() {
    return run.seen().path("state").asString();
  }

  @Override
  void loseCredit() {
    run.losesItsCredit();
  }

  @Override
  void moveTo(Instant instant) {
    clock.moveTo(instant);
  }

  @Test
  void theTableKeepsEveryCauseAndNoOther() {
    for (Cause cause : Cause.values()) {
      keep(cause.name());
    }
    assertThatThrownBy(() -> keep("A_WHIM")).isInstanceOf(DataIntegrityViolationException.class);
  }

  private void keep(String cause) {
    console
        .database()
        .jdbc()
        .sql("UPDATE runtime SET cause = :cause WHERE id = :id")
        .param("cause", cause)
        .param("id", run.id())
        .update();
  }
}
