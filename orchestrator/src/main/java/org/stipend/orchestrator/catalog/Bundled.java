package org.stipend.orchestrator.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;

/** Files that come with the product; they are ours, so the web layer's strictness is not asked. */
final class Bundled {

  private Bundled() {}

  static String text(String path) {
    try (var in = Bundled.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("the product lacks its file " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static <T> T parse(String content, Class<T> type) {
    return JsonMapper.builder().build().readValue(content, type);
  }
}
