package org.stipend.orchestrator.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stipend.orchestrator.runtime.TestingRun.EXIT;
import static org.stipend.orchestrator.runtime.TestingRun.LAUNCH;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.stipend.orchestrator.TestClock;
import org.stipend.orchestrator.TestConsole;
import org.stipend.orchestrator.TestConsole.Answer;
import org.stipend.orchestrator.ledger.Proof;
import org.stipend.orchestrator.ledger.ProofCheck;
import tools.jackson.databind.JsonNode;

/** The credit has ended under a machine, and it was stopped. */
class AfterTheEndTest {

  private static final String ACCOUNT = "012345-6789AB-CDEF01";

  private static final TestClock clock = new TestClock(LAUNCH.toString());

  @RegisterExtension static final TestConsole console = new TestConsole(clock);

  private TestingRun run;

  @BeforeEach
  void aMachineRuns() {
    run = new TestingRun(console, clock);
    run.starts(LAUNCH.plus(Duration.ofDays(30)));
    run.ledger.listening(run.wish());
    run.ledger.healthy(run.wish());
    clock.moveTo(EXIT);
  }

  @AfterEach
  void theBooksAreSound() {
    assertThat(console.bean(Proof.class).run()).allMatch(ProofCheck.Result::ok);
  }

  @Test
  void whoeverStartsLaunchesOrEstimatesIsRefusedByEveryPath() {
    isExhausted();

    assertRefused(start(), "CREDIT_EXHAUSTED");
    assertRefused(run.asks(UUID.randomUUID(), "jupyter"), "CREDIT_EXHAUSTED");
    assertThat(estimate().at("/admission/code").asString()).isEqualTo("CREDIT_EXHAUSTED");
  }

  @Test
  void whatThereIsCanBeDeletedWithItsDisk() {
    isExhausted();

    Answer deleted = run.owner().send("DELETE", "/api/runtimes/" + run.id() + "?disk=delete", "");
    assertThat(deleted.status()).as(deleted.toString()).isEqualTo(202);
    assertThat(deleted.text("desired")).isEqualTo("DELETED");
  }

  @Test
  void whatStoppedIsOfferedOnceTheBillIsHandedToAnAccount() {
    isExhausted();
    assertThat(restorable()).isEmpty();

    clock.moveTo(EXIT.plusSeconds(60));
    toAccount();

    assertThat(restorable()).singleElement().satisfies(this::isTheRuntime);
    assertThat(state()).as("none starts unasked").isEqualTo("STOPPED");
    assertThat(start().status()).isEqualTo(202);
    assertThat(restorable()).isEmpty();
  }

  @Test
  void onAnAccountOneLaunchesThoughTheCreditIsExhaustedAndHasExpired() {
    isExhausted();
    clock.moveTo(EXIT.plusSeconds(60));
    toAccount();
    clock.moveTo(LAUNCH.plus(Duration.ofDays(366)));

    assertThat(run.asks(UUID.randomUUID(), "jupyter").status()).isEqualTo(202);
  }

  @Test
  void whatStoppedAtTheExpiryIsOfferedWithMoreCreditAndStopsAgainWhenThatExpires() {
    Instant expiry = EXIT.plus(Duration.ofHours(1));
    run.livesOnCreditUntil(expiry);
    run.passTo(expiry);
    run.stopsAsTold(expiry.minusSeconds(1));
    run.passTo(expiry);
    assertThat(run.credit().path("status").asString()).isEqualTo("EXPIRED");
    assertRefused(start(), "CREDIT_EXPIRED");
    assertRefused(run.asks(UUID.randomUUID(), "jupyter"), "CREDIT_EXPIRED");
    assertThat(restorable()).isEmpty();

    Instant later = expiry.plus(Duration.ofHours(1));
    run.isGranted("5", later);
    assertThat(run.credit().path("status").asString()).isEqualTo("ACTIVE");
    assertThat(restorable()).singleElement().satisfies(this::isTheRuntime);
    assertThat(state()).as("none starts unasked").isEqualTo("STOPPED");

    run.passTo(later);
    assertThat(run.credit().path("status").asString()).isEqualTo("EXPIRED");
    assertThat(restorable()).isEmpty();
    assertThat(endings()).isEqualTo(2);
  }

  // ---- how it comes about

  private void isExhausted() {
    run.losesItsCredit();
    run.passTo(EXIT.plusSeconds(10));
    run.stopsAsTold(EXIT);
    run.passTo(EXIT.plusSeconds(20));
    assertThat(run.credit().path("status").asString()).isEqualTo("EXHAUSTED");
  }

  private void toAccount() {
    run.owner().send("PUT", "/api/billing-accounts/" + ACCOUNT, "");
    var owner = console.database().asOwner();
    owner
        .sql("UPDATE billing_account SET state = 'OPEN', checked_at = ?")
        .param(Timestamp.from(clock.instant()))
        .update();
    owner.sql("UPDATE account_holder SET named = true").update();
    Answer put =
        run.owner()
            .send(
                "PUT",
                "/api/workspaces/" + run.workspace() + "/payer",
                "{\"kind\":\"BILLING_ACCOUNT\",\"account\":\"%s\"}".formatted(ACCOUNT));
    assertThat(put.status()).as(put.toString()).isEqualTo(200);
  }

  // ---- what is seen

  private JsonNode restorable() {
    return run.credit().path("restorable");
  }

  private void isTheRuntime(JsonNode restorable) {
    assertThat(restorable.path("id").asString()).isEqualTo(run.id().toString());
  }

  private String state() {
    return run.seen().path("state").asString();
  }

  private Answer start() {
    return run.owner().post("/api/runtimes/" + run.id() + "/start", "");
  }

  private JsonNode estimate() {
    return run.owner()
        .post(
            "/api/workspaces/" + run.workspace() + "/estimates",
            """
            {"tool":"jupyter","machineType":"n2-standard-4","disk":{"type":"pd-balanced","sizeGib":10}}
            """)
        .json();
  }

  private static void assertRefused(Answer answer, String code) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(403);
    assertThat(answer.text("code")).isEqualTo(code);
  }

  private long endings() {
    return run.owner()
        .get("/api/notices?limit=200")
        .json()
        .path("items")
        .valueStream()
        .filter(notice -> notice.path("kind").asString().equals("CREDIT_ENDED"))
        .count();
  }
}
