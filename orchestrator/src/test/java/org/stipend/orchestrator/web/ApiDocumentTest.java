package org.stipend.orchestrator.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.stipend.orchestrator.TestConsole;
import org.stipend.orchestrator.access.Role;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The UI's types are made from a copy of the API's own description; the copy is up to date. */
class ApiDocumentTest {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  @RegisterExtension static final TestConsole console = new TestConsole();

  @Test
  void theUiKnowsTheApiAsItIs() throws IOException {
    Path served = Files.writeString(Path.of("target/openapi.json"), served());
    Path copy = Path.of("../ui/src/api/openapi.json");
    assertThat(served)
        .as(
            "The API has changed: cp orchestrator/target/openapi.json ui/src/api, then npm run types")
        .hasSameTextualContentAs(copy);
  }

  private static String served() {
    var document = (ObjectNode) console.as("somebody", Role.RESEARCHER).get("/v3/api-docs").json();
    document.remove("servers"); // says where it ran
    // as a tree of maps, whose keys can be put in order
    return JSON.writeValueAsString(JSON.convertValue(document, Object.class)) + "\n";
  }
}
