package org.stipend.orchestrator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.stipend.cloud.Tool;
import org.stipend.orchestrator.TestClock;
import org.stipend.orchestrator.TestConsole;
import org.stipend.orchestrator.TestConsole.Answer;
import org.stipend.orchestrator.access.Role;

/** Launches one after the other, before the cloud has made anything of them. */
class UnderWayTest {

  private static final TestClock clock = new TestClock("2026-04-01T00:00:00Z");

  /** An e2-standard-16 for its first minute and the time a stop takes costs almost a cent. */
  private static final String THREE_CENTS = "0.03";

  @RegisterExtension static final TestConsole console = new TestConsole(clock);

  private final String person = "p" + UUID.randomUUID();

  @BeforeEach
  void keepThreeCents() {
    console.offers(Tool.TERMINAL);
    String grant = owner().get("/api/credit").json().at("/grants/0/id").asString();
    console
        .as("admin", Role.ADMIN)
        .with("Content-Type", "application/json", "Idempotency-Key", "keep/" + grant)
        .post("/api/grants/" + grant + "/revocations", "{\"reason\":\"a test of launches\"}");
    String id = owner().get("/api/me").json().at("/person/id").asString();
    console
        .as("admin", Role.ADMIN)
        .with("Content-Type", "application/json", "Idempotency-Key", "give/" + grant)
        .post(
            "/api/people/" + id + "/grants",
            "{\"amount\":\"%s\",\"reason\":\"a test of launches\"}".formatted(THREE_CENTS));
  }

  @Test
  void aLaunchThatWasAdmittedCountsBeforeItBurns() {
    List<Answer> answers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      answers.add(launch());
    }
    assertThat(answers).extracting(Answer::status).containsExactly(202, 202, 202, 403);
    assertThat(answers.getLast().text("code")).isEqualTo("CREDIT_INSUFFICIENT");
  }

  @Test
  void aLaunchThatIsTakenBackCountsNoMore() {
    List<Answer> answers = List.of(launch(), launch(), launch());
    String first = answers.getFirst().text("id");
    assertThat(owner().post("/api/runtimes/" + first + "/cancel", "").status()).isEqualTo(202);
    assertThat(launch().status()).isEqualTo(202);
  }

  private Answer launch() {
    String workspace =
        owner()
            .post(
                "/api/workspaces",
                """
                {"name":"%s","description":"","payer":"CREDIT"}
                """
                    .formatted(UUID.randomUUID()))
            .text("id");
    clock.moveTo(clock.instant().plusSeconds(1));
    return owner()
        .send(
            "PUT",
            "/api/runtimes/" + UUID.randomUUID(),
            """
            {"workspace":"%s","tool":"terminal","machineType":"e2-standard-16",
             "disk":{"type":"pd-standard","sizeGib":10}}
            """
                .formatted(workspace));
  }

  private TestConsole.Client owner() {
    return console
        .as(person, Role.RESEARCHER)
        .with("Content-Type", "application/json", "Idempotency-Key", UUID.randomUUID().toString());
  }
}
