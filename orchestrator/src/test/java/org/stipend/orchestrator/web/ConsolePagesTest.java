package org.stipend.orchestrator.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.stipend.orchestrator.TestConsole;
import org.stipend.orchestrator.TestConsole.Answer;

class ConsolePagesTest {

  @RegisterExtension static final TestConsole console = new TestConsole();

  @Test
  void everyAddressOfTheConsoleIsItsOnePage() {
    for (String page : List.of("/", "/workspaces/5f0c", "/credit?tab=grants", "/index.html")) {
      Answer answer = console.anonymous().with("Accept", "text/html").get(page);
      assertThat(answer.body()).as(page).contains("The console");
      assertThat(answer.header("Cache-Control")).as(page).isEqualTo("no-cache");
    }
  }

  @Test
  void whatIsNoPageIsNotFound() {
    for (String path : List.of("/assets/gone.js", "/api/nothing", "/workspaces/x.png")) {
      Answer answer = console.anonymous().with("Accept", "text/html").get(path);
      assertThat(answer.body()).as(path).doesNotContain("The console");
      assertThat(answer.status()).as(path).isIn(401, 404);
    }
    assertThat(console.anonymous().get("/workspaces").text("code")).isEqualTo("NOT_FOUND");
  }

  @Test
  void assetsAreKeptForGood() {
    assertThat(console.anonymous().get("/assets/app-5f0c.js").header("Cache-Control"))
        .contains("max-age=31536000", "immutable");
  }

  @Test
  void theApiIsDocumentedForPrograms() {
    var api = console.anonymous().get("/v3/api-docs").json();

    assertThat(api.path("openapi").asString()).startsWith("3.1");
    var create = api.path("paths").path("/api/workspaces").path("post");
    assertThat(create.at("/responses/400/content/application~1problem+json/schema/$ref").asString())
        .endsWith("/ProblemDocument");
    var workspace = api.at("/components/schemas/WorkspaceView");
    assertThat(workspace.at("/properties/burnPerHour/type").asString()).isEqualTo("string");
    assertThat(workspace.at("/properties/burnPerHour/pattern").asString()).isNotEmpty();
    assertThat(workspace.path("required").toString()).contains("\"payer\"", "\"name\"");
    assertThat(api.at("/components/schemas/MeView/required").toString())
        .contains("\"roles\"", "\"computer\"");
    assertThat(api.at("/components/schemas/MeView/properties/computer/anyOf").toString())
        .contains("\"null\"");
    assertThat(api.at("/components/schemas/GrantRequest/required").toString())
        .contains("\"amount\"")
        .doesNotContain("\"expiresAt\"");
    assertThat(create.path("parameters").toString()).doesNotContain("caller");
    assertThat(create.path("parameters").toString()).contains("Idempotency-Key");
  }
}
