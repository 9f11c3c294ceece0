package org.stipend.orchestrator.web;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A place in an ordered list: the sort values of the row seen last. Opaque to clients; whatever
 * they make up is refused as {@code INVALID_REQUEST} when it is read.
 */
public record Cursor(List<String> values) {

  private static final String SEPARATOR = "\n";
  private static final int LONGEST = 1000;

  public Cursor {
    values = List.copyOf(values);
  }

  public static Cursor of(Object... values) {
    return new Cursor(Stream.of(values).map(Object::toString).toList());
  }

  static Cursor decode(String encoded) {
    if (encoded.length() > LONGEST) {
      throw garbled();
    }
    try {
      String joined = new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
      if (joined.indexOf(0) >= 0) {
        throw garbled();
      }
      return new Cursor(List.of(joined.split(SEPARATOR, -1)));
    } catch (IllegalArgumentException e) {
      throw garbled();
    }
  }

  String encoded() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(String.join(SEPARATOR, values).getBytes(StandardCharsets.UTF_8));
  }

  public String text(int index) {
    if (index >= values.size()) {
      throw garbled();
    }
    return values.get(index);
  }

  public Instant instant(int index) {
    try {
      return Instant.parse(text(index));
    } catch (DateTimeException e) {
      throw garbled();
    }
  }

  public UUID uuid(int index) {
    try {
      return UUID.fromString(text(index));
    } catch (IllegalArgumentException e) {
      throw garbled();
    }
  }

  public long number(int index) {
    try {
      return Long.parseLong(text(index));
    } catch (NumberFormatException e) {
      throw garbled();
    }
  }

  private static Problem garbled() {
    return Problem.invalid(
        "The cursor does not belong to this list.",
        "Start again without a cursor and pass nextCursor unchanged.");
  }
}
