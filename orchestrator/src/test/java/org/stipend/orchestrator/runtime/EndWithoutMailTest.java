package org.stipend.orchestrator.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.stipend.orchestrator.runtime.TestingRun.EXIT;
import static org.stipend.orchestrator.runtime.TestingRun.LAUNCH;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.stipend.cloud.testing.TestPorts;
import org.stipend.orchestrator.TestClock;
import org.stipend.orchestrator.TestConsole;
import org.stipend.orchestrator.ledger.Proof;
import org.stipend.orchestrator.ledger.ProofCheck;

/** The credit ends under a machine while the mail server is away. */
class EndWithoutMailTest {

  private static final int PORT = TestPorts.free();
  private static final TestClock clock = new TestClock(LAUNCH.toString());

  @RegisterExtension
  static final TestConsole console =
      new TestConsole(
          clock,
          "--spring.mail.host=127.0.0.1",
          "--spring.mail.port=" + PORT,
          "--spring.mail.properties.mail.from=Stipend <stipend@example.org>");

  private final GreenMail server =
      new GreenMail(new ServerSetup(PORT, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
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
    server.stop();
    assertThat(console.bean(Proof.class).run()).allMatch(ProofCheck.Result::ok);
  }

  @Test
  void exhaustionStandsThoughItsNoticeCannotBeSent() {
    run.losesItsCredit();
    run.passTo(EXIT.plusSeconds(10));
    run.stopsAsTold(EXIT.plusSeconds(9));
    run.passTo(EXIT.plusSeconds(20));

    standsWhileMailIsTriedAgainAndSentOnce("EXHAUSTED", "CREDIT_EXHAUSTED");
  }

  @Test
  void expiryIsCleanedUpAfterOnceAndOnlyItsNoticeIsTriedAgain() {
    Instant expiry = EXIT.plus(Duration.ofHours(1));
    run.livesOnCreditUntil(expiry);
    run.passTo(expiry);
    run.stopsAsTold(expiry.minusSeconds(1));
    run.passTo(expiry);

    standsWhileMailIsTriedAgainAndSentOnce("EXPIRED", "CREDIT_EXPIRED");
  }

  private void standsWhileMailIsTriedAgainAndSentOnce(String status, String refusal) {
    long generation = run.wish().generation();
    await().until(() -> mail().equals("PENDING") && attempts() > 0);
    for (int again = 0; again < 2; again++) {
      int before = attempts();
      awaitWhileTimePasses(() -> attempts() > before);
      run.passTo(clock.instant());
      assertThat(run.credit().path("status").asString()).isEqualTo(status);
      assertThat(run.owner().post("/api/runtimes/" + run.id() + "/start", "").text("code"))
          .isEqualTo(refusal);
    }

    server.start();
    awaitWhileTimePasses(() -> mail().equals("SENT"));
    run.passTo(clock.instant());
    assertThat(server.getReceivedMessages()).filteredOn(EndWithoutMailTest::isOfTheEnd).hasSize(1);
    assertThat(run.wish().generation()).as("told to stop once").isEqualTo(generation);
    assertThat(rows("APP")).containsExactly("SENT");
    assertThat(run.credit().path("status").asString()).isEqualTo(status);
  }

  /** When the next try is due is said after the one before, by the clock as it is then. */
  private static void awaitWhileTimePasses(BooleanSupplier condition) {
    await()
        .until(() -> {
          clock.moveTo(clock.instant().plusSeconds(60));
          return condition.getAsBoolean();
        });
  }

  private static boolean isOfTheEnd(MimeMessage mail) {
    try {
      return mail.getSubject().matches(".* (is used up|has expired)");
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private String mail() {
    List<String> states = rows("MAIL");
    assertThat(states).hasSize(1);
    return states.getFirst();
  }

  private List<String> rows(String channel) {
    return console
        .database()
        .jdbc()
        .sql("SELECT state FROM notice WHERE pool = ? AND kind = 'CREDIT_ENDED' AND channel = ?")
        .params(pool(), channel)
        .query(String.class)
        .list();
  }

  private int attempts() {
    return console
        .database()
        .jdbc()
        .sql(
            "SELECT attempts FROM notice WHERE pool = ? AND kind = 'CREDIT_ENDED' AND channel = 'MAIL'")
        .param(pool())
        .query(Integer.class)
        .single();
  }

  private UUID pool() {
    return UUID.fromString(run.credit().at("/researcher/id").asString());
  }
}
