package org.stipend.orchestrator.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.stipend.orchestrator.TestConsole;
import org.stipend.orchestrator.TestConsole.Answer;
import org.stipend.orchestrator.TestConsole.Client;
import org.stipend.orchestrator.access.Role;
import tools.jackson.databind.JsonNode;

/** Without its database the service says so, wherever it noticed, and when to come back. */
class DatabaseAwayTest {

  @RegisterExtension
  static final TestConsole console =
      new TestConsole("--spring.datasource.hikari.connection-timeout=250");

  private static final List<String> PAGES =
      List.of(
          "/",
          "/workspaces",
          "/sign-in",
          "/sign-in/back?code=a&state=b",
          "/r/" + UUID.randomUUID());

  @AfterEach
  void comeBack() {
    console.database().comeBack();
    await().until(() -> console.as("somebody", Role.values()).get("/api/me").status() == 200);
  }

  @Test
  void everyEndpointSaysWhenToComeBack() {
    Client program = console.as("somebody", Role.values());
    Client browser = signedIn();
    List<String> endpoints = endpoints();
    console.database().goAway();

    List<String> wrong = new ArrayList<>();
    for (String endpoint : endpoints) {
      for (Client client : List.of(program, browser)) {
        check(client, endpoint, wrong);
      }
    }
    PAGES.forEach(page -> check(browser, "GET " + page, wrong));
    check(browser, "POST /sign-out", wrong);
    assertThat(wrong).isEmpty();
  }

  @Test
  void whatIsJudgedBeforeStaysAsItIs() {
    console.database().goAway();

    assertThat(console.anonymous().get("/api/me").status()).isEqualTo(401);
    assertThat(console.as("somebody").with("Host", "evil.example").get("/api/me").status())
        .isEqualTo(421);
    assertThat(console.anonymous().get("/sign-in/with/stipend").status())
        .as("a sign-in begins without a session")
        .isEqualTo(302);
  }

  @Test
  void aQueryThatIsCutInTheMiddleIsNoErrorOfOurs() {
    Client program = console.as("somebody", Role.values());
    program.get("/api/me");
    console
        .database()
        .transactions()
        .executeWithoutResult(held -> {
          console.database().jdbc().sql("LOCK TABLE workspace").update();
          var reading = CompletableFuture.supplyAsync(() -> program.get("/api/workspaces"));
          var writing =
              CompletableFuture.supplyAsync(() ->
                  program.post(
                      "/api/workspaces",
                      "{\"name\":\"n\",\"description\":\"\",\"payer\":\"CREDIT\"}"));
          await().until(DatabaseAwayTest::waiting, waiting -> waiting >= 2);
          console.database().cutWaiting();
          assertThat(List.of(reading.join(), writing.join())).allMatch(DatabaseAwayTest::isAway);
        });
  }

  private static long waiting() {
    return console
        .database()
        .asOwner()
        .sql("SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'workspace'::regclass")
        .query(Long.class)
        .single();
  }

  private static void check(Client client, String endpoint, List<String> wrong) {
    String[] parts = endpoint.split(" ");
    Answer answer =
        client
            .with("Content-Type", "application/json")
            .send(parts[0], parts[1], parts[0].equals("GET") ? null : "{}");
    if (!isAway(answer)) {
      wrong.add(endpoint + ": " + answer);
    }
  }

  private static boolean isAway(Answer answer) {
    return answer.status() == 503
        && answer.text("code").equals("UNAVAILABLE")
        && answer.header("Retry-After").equals("5");
  }

  private static Client signedIn() {
    Client browser = console.browser();
    console.provider().nextPerson("visitor", Role.values());
    assertThat(browser.get("/sign-in?to=/api/me").status()).isEqualTo(200);
    return browser;
  }

  private static List<String> endpoints() {
    List<String> endpoints = new ArrayList<>();
    JsonNode paths = console.anonymous().get("/v3/api-docs").json().path("paths");
    for (String path : paths.propertyNames()) {
      String filled = path.replaceAll("\\{[^}]+}", UUID.randomUUID().toString());
      paths
          .path(path)
          .propertyNames()
          .forEach(method -> endpoints.add(method.toUpperCase() + " " + filled));
    }
    return endpoints;
  }
}
