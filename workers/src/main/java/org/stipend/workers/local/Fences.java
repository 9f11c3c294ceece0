package org.stipend.workers.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stipend.cloud.machine.MachineName;
import org.stipend.cloud.machine.MachineState;

/**
 * Remembers which wish ended a machine, also after its folder is gone, so that a start that arrives
 * late starts nothing, and so that a deletion asked for twice answers the same.
 */
final class Fences {

  /** No call is delayed that long. */
  private static final Duration KEPT = Duration.ofDays(30);

  /**
   * @param ended the newest wish to stop or delete
   * @param last how the last run of a deleted machine ended
   */
  record Past(Wish ended, MachineState.@Nullable Stopped last) {}

  private final Layout layout;

  Fences(Layout layout) {
    this.layout = layout;
  }

  Optional<Past> of(MachineName name) throws IOException {
    return Folders.read(layout.fence(name), Past.class);
  }

  boolean forbidsStart(MachineName name, Wish wish) throws IOException {
    return of(name).filter(past -> !past.ended().isBefore(wish)).isPresent();
  }

  void raise(MachineName name, Wish wish) throws IOException {
    Optional<Past> past = of(name);
    if (past.isPresent() && !past.get().ended().isBefore(wish)) return;
    Folders.write(layout.fence(name), new Past(wish, past.map(Past::last).orElse(null)));
  }

  void bury(MachineName name, Wish wish, MachineState.@Nullable Stopped last) throws IOException {
    Optional<Past> past = of(name);
    MachineState.Stopped kept = last == null ? past.map(Past::last).orElse(null) : last;
    Wish newest = past.map(Past::ended).filter(ended -> !ended.isBefore(wish)).orElse(wish);
    Folders.write(layout.fence(name), new Past(newest, kept));
  }

  void forgetOld(Instant now) throws IOException {
    for (Path fence : Folders.list(layout.directory().resolve("fences"))) {
      String machine = fence.getFileName().toString().replaceFirst("\\.json$", "");
      Instant written = Files.getLastModifiedTime(fence).toInstant();
      if (written.plus(KEPT).isBefore(now) && !Files.exists(layout.machines().resolve(machine))) {
        Files.deleteIfExists(fence);
      }
    }
  }
}
