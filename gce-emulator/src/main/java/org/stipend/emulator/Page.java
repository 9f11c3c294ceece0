package org.stipend.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The emulator's own page. */
final class Page {

  static final String TYPE = "text/html; charset=UTF-8";

  private Page() {}

  static String html() {
    try (InputStream in = Page.class.getResourceAsStream("page.html")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
