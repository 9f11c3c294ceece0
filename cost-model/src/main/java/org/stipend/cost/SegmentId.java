package org.stipend.cost;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.UUID;

/** Names a usage segment. Made by the caller, so that a repeat is safe. */
public record SegmentId(UUID value) {

  /**
   * Names the segment that goes on where this one was handed over. Derived, so that computing a
   * hand-off twice names the same successor.
   */
  public SegmentId successorAt(Instant instant) {
    return new SegmentId(UUID.nameUUIDFromBytes((value + "/" + instant).getBytes(UTF_8)));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
