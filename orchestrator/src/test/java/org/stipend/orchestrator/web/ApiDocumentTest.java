package org.stipend.orchestrator.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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

  /** What a refusal is called in the sources is called so in the document. */
  @Test
  void everyCodeOfARefusalIsDocumented() throws IOException {
    var refusal =
        Pattern.compile(
            "(?:Problem\\.(?:conflict|forbidden)|new Admission\\.Unfunded|new Problem)\\("
                + "(?:\\s*HttpStatus\\.\\w+,)?\\s*\"([A-Z_]+)\"");
    Set<String> codes = new TreeSet<>();
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
      for (Path source : sources.filter(Files::isRegularFile).toList()) {
        refusal.matcher(Files.readString(source)).results().forEach(it -> codes.add(it.group(1)));
      }
    }
    codes.removeAll(Set.of("INTERNAL", "SIGN_IN_FAILED")); // nobody plans for one; no API
    assertThat(codes).hasSizeGreaterThan(15);
    assertThat(Files.readString(Path.of("../ui/src/api/openapi.json"))).contains(codes);
  }

  private static String served() {
    var document = (ObjectNode) console.as("somebody", Role.RESEARCHER).get("/v3/api-docs").json();
    document.remove("servers"); // says where it ran
    // as a tree of maps, whose keys can be put in order
    return JSON.writeValueAsString(JSON.convertValue(document, Object.class)) + "\n";
  }
}
