package org.stipend.emulator.compute;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/**
 * Instants as Google writes them: RFC 3339 in milliseconds, with the offset of its headquarters.
 */
final class Times {

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSXXX")
          .withZone(ZoneId.of("America/Los_Angeles"));

  private Times() {}

  static String print(Instant instant) {
    return FORMAT.format(instant);
  }

  static Instant parse(String text) {
    return OffsetDateTime.parse(text).toInstant();
  }
}
