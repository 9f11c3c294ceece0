package org.stipend.orchestrator.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.stipend.orchestrator.TestConsole;
import org.stipend.orchestrator.TestConsole.Answer;
import org.stipend.orchestrator.TestConsole.Client;
import org.stipend.orchestrator.access.Role;

class GatekeeperTest {

  @RegisterExtension static final TestConsole console = new TestConsole();

  @Test
  void answersToItsOwnNamesOnly() {
    int port = URI.create(console.origin()).getPort();
    for (String own : List.of("localhost:" + port, "127.0.0.1:" + port, "LOCALHOST:" + port)) {
      assertThat(console.anonymous().with("Host", own).get("/v3/api-docs").status()).isEqualTo(200);
    }
    for (String foreign :
        List.of("evil.example", "evil.example:" + port, "localhost", "x.localhost:" + port)) {
      for (String path : List.of("/api/me", "/", "/actuator/health", "/sign-in", "/v3/api-docs")) {
        Answer answer = console.anonymous().with("Host", foreign).get(path);
        assertThat(answer.status()).as(foreign + path).isEqualTo(421);
        assertThat(answer.text("code")).isEqualTo("FOREIGN_HOST");
      }
    }
  }

  @Test
  void changesComeFromItsOwnPagesOnly() {
    console.provider().nextPerson("clicker", Role.RESEARCHER);
    Client browser = console.browser();
    browser.get("/sign-in?to=/api/me");
    assertThat(create(browser, "mine")).returns(201, Answer::status);

    for (String origin :
        List.of("http://evil.example", "null", "http://x.localhost:1", "https://localhost")) {
      assertRefused(create(browser.with("Origin", origin), "foreign"));
      assertRefused(browser.with("Origin", origin).get("/api/me"));
    }
    assertRefused(create(browser.with("Sec-Fetch-Site", "cross-site"), "foreign"));
    assertRefused(create(browser.with("Sec-Fetch-Site", "same-site"), "foreign"));
    assertRefused(browser.with("Origin", "http://evil.example").send("POST", "/sign-out", null));
    assertThat(browser.get("/api/workspaces").json().path("items")).hasSize(1);
  }

  @Test
  void aProgramNeedsNoOriginButAToken() {
    assertThat(create(console.as("program", Role.RESEARCHER), "by token"))
        .returns(201, Answer::status);
    assertRefused(create(console.anonymous(), "by nobody"));
    assertRefused(
        create(console.as("program").with("Origin", "http://evil.example"), "by a foreign page"));
  }

  @Test
  void otherPagesDoNotReadTheApi() {
    assertRefused(console.as("program").with("Sec-Fetch-Site", "cross-site").get("/api/me"));
  }

  @Test
  void tellsBrowsersToFrameNothingAndRunOurScriptsOnly() {
    Answer answer = console.anonymous().get("/api/me");

    assertThat(answer.header("Content-Security-Policy"))
        .contains("script-src 'self';", "frame-ancestors 'none'", "object-src 'none'");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.header("Server")).isEmpty();
  }

  private static Answer create(Client client, String name) {
    return client.post(
        "/api/workspaces",
        "{\"name\":\"%s\",\"description\":\"\",\"payer\":\"CREDIT\"}".formatted(name));
  }

  private static void assertRefused(Answer answer) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(403);
    assertThat(answer.text("code")).isEqualTo("FOREIGN_ORIGIN");
  }
}
