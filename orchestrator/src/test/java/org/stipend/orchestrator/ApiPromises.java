package org.stipend.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.stipend.orchestrator.TestConsole.Answer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The API's own document, which every answer that a test gets is held to. */
final class ApiPromises {

  private static final JsonNode DOCUMENT = read();

  private ApiPromises() {}

  /** The status of an answer is documented for what was asked, and so is the code of a refusal. */
  static void keptBy(String method, String path, Answer answer) {
    JsonNode operation = operation(method, path);
    if (operation.isMissingNode()) {
      return;
    }
    JsonNode promised = operation.path("responses").path(Integer.toString(answer.status()));
    assertThat(promised.isObject())
        .as("%s %s answers %s, which is not documented: see Refuses", method, path, answer)
        .isTrue();
    if (answer.header("Content-Type").startsWith("application/problem+json")) {
      assertThat(promised.path("description").asString())
          .as("%s %s answers %s, whose code is not documented: see Refuses", method, path, answer)
          .containsPattern("\\b" + answer.text("code") + "\\b");
    }
  }

  private static JsonNode operation(String method, String path) {
    String plain = path.replaceAll("[?#].*", "");
    return DOCUMENT.path("paths").properties().stream()
        .filter(known -> plain.matches(known.getKey().replaceAll("\\{[^}]+}", "[^/]+")))
        .map(known -> known.getValue().path(method.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseGet(() -> DOCUMENT.path("paths").path(plain));
  }

  private static JsonNode read() {
    try {
      return new JsonMapper().readTree(Files.readString(Path.of("../ui/src/api/openapi.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
