package org.stipend.orchestrator.billing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.stipend.orchestrator.TestConsole;
import org.stipend.orchestrator.TestConsole.Answer;
import org.stipend.orchestrator.TestConsole.Client;
import org.stipend.orchestrator.access.Role;
import tools.jackson.databind.JsonNode;

/** Who has no billing account asks for help with one. */
class AccountRequestsTest {

  private static final String PATH = "/api/billing-account-requests";

  @RegisterExtension static final TestConsole console = new TestConsole();

  private final Client ada = console.as("ada-" + UUID.randomUUID(), Role.RESEARCHER);
  private final Client admin = console.as("root", Role.ADMIN);

  @Test
  void whatIsAskedIsShownToAdmins() {
    Answer asked = ask(ada, "  Ada Lovelace ", "5551234567");

    assertThat(asked.status()).as(asked.toString()).isEqualTo(201);
    assertThat(asked.text("name")).isEqualTo("Ada Lovelace");
    JsonNode newest = admin.get(PATH).json().at("/items/0");
    assertThat(newest.path("id").asString()).isEqualTo(asked.text("id"));
    assertThat(newest.path("institution").asString()).isEqualTo("Analytical Society");
    assertThat(newest.path("nihFunded").asBoolean()).isTrue();
    assertThat(newest.path("email").asString()).endsWith("@example.org");
    assertThat(ada.get(PATH).status()).isEqualTo(403);
  }

  @Test
  void theSameRequestSentTwiceIsOne() {
    Client once = ada.with("Idempotency-Key", UUID.randomUUID().toString());

    String first = ask(once, "Ada", "5551234567").text("id");
    String second = ask(once, "Ada", "5551234567").text("id");

    assertThat(second).isEqualTo(first);
  }

  @Test
  void aPhoneHasTenOrElevenDigits() {
    assertThat(ask(ada, "Ada", "555123456").status()).isEqualTo(400);
    assertThat(ask(ada, "Ada", "555-123-4567").status()).isEqualTo(400);
    assertThat(ask(ada, "Ada", "155512345678").status()).isEqualTo(400);
    assertThat(ask(ada, " ", "5551234567").status()).isEqualTo(400);
    assertThat(ask(ada, "Ada", "15551234567").status()).isEqualTo(201);
  }

  @Test
  void adminsReadPageByPage() {
    ask(ada, "First", "5551234567");
    ask(ada, "Second", "5551234567");

    JsonNode page = admin.get(PATH + "?limit=1").json();
    JsonNode next =
        admin.get(PATH + "?limit=1&cursor=" + page.path("nextCursor").asString()).json();

    assertThat(page.at("/items/0/name").asString()).isEqualTo("Second");
    assertThat(next.at("/items/0/name").asString()).isEqualTo("First");
  }

  private static Answer ask(Client who, String name, String phone) {
    return who.post(
        PATH,
        """
        {"name":"%s","institution":"Analytical Society","nihFunded":true,"phone":"%s"}
        """
            .formatted(name, phone));
  }
}
