package org.stipend.emulator.project;

import com.google.cloud.resourcemanager.v3.Project;
import com.google.protobuf.util.Timestamps;
import java.time.Instant;
import java.util.Optional;

/** A project that somebody made. Its APIs are off until they are enabled. */
final class Made {

  private final Project asked;
  private final long number;
  private final Instant from;
  private Optional<Instant> deleted = Optional.empty();
  private Optional<Instant> enabled = Optional.empty();

  /**
   * @param from when it is there
   */
  Made(Project asked, long number, Instant from) {
    this.asked = asked;
    this.number = number;
    this.from = from;
  }

  long number() {
    return number;
  }

  boolean isThere(Instant now) {
    return !now.isBefore(from);
  }

  boolean isActive(Instant now) {
    return isThere(now) && deleted.isEmpty();
  }

  Instant from() {
    return from;
  }

  void delete(Instant now) {
    if (deleted.isEmpty()) deleted = Optional.of(now);
  }

  /** From then on Compute Engine can be called in it; enabled again, it stays as it is. */
  void enable(Instant at) {
    if (enabled.isEmpty()) enabled = Optional.of(at);
  }

  boolean isEnabled(Instant now) {
    return enabled.filter(at -> !now.isBefore(at)).isPresent();
  }

  Project shown() {
    Project.Builder shown =
        asked.toBuilder()
            .setName("projects/" + number)
            .setState(deleted.isEmpty() ? Project.State.ACTIVE : Project.State.DELETE_REQUESTED)
            .setCreateTime(Timestamps.fromMillis(from.toEpochMilli()));
    deleted.ifPresent(at -> shown.setDeleteTime(Timestamps.fromMillis(at.toEpochMilli())));
    return shown.build();
  }
}
