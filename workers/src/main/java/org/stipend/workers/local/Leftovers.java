package org.stipend.workers.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stipend.cloud.machine.MachineName;

/**
 * Finds processes of runs that nobody keeps any more: a wrapper that was killed takes its tool with
 * it, not what the tool started. Every process of a run carries the run's folder in its
 * environment.
 */
final class Leftovers {

  /** Names the run's folder in the environment of the wrapper and of all that it starts. */
  static final String TAG = "STIPEND_RUN";

  private static final Logger log = LoggerFactory.getLogger(Leftovers.class);
  private static final Duration GRACE = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Path PROC = Path.of("/proc");

  private record Tagged(ProcessHandle process, Path run) {}

  private final Path machines;

  Leftovers(Path machines) {
    this.machines = machines;
  }

  /** Ends what is left of one run. */
  void end(RunFolder run) throws IOException {
    end(tagged().stream().filter(left -> left.run().equals(run.path())).toList());
  }

  /** Ends what is left of runs whose folder is gone or whose wrapper is dead. */
  void endOrphans() throws IOException {
    var orphans = new ArrayList<Tagged>();
    for (Tagged left : tagged()) {
      var run = new RunFolder(left.run(), new MachineName("", null), NO_WISH);
      if (!run.isAlive()) orphans.add(left);
    }
    end(orphans);
  }

  private static final Wish NO_WISH = new Wish(0, 0);

  /** All that live and carry the tag of a run here, kept or not. */
  List<Long> pids() throws IOException {
    return tagged().stream()
        .filter(Leftovers::lives)
        .map(tagged -> tagged.process().pid())
        .toList();
  }

  private static void end(List<Tagged> left) {
    if (left.isEmpty()) return;
    left.forEach(process ->
        log.atInfo()
            .addKeyValue("pid", process.process().pid())
            .addKeyValue("run", process.run())
            .log("ending a process whose run is over"));
    left.forEach(process -> process.process().destroy());
    Waiting.until(GRACE, () -> left.stream().noneMatch(Leftovers::lives));
    left.stream().filter(Leftovers::lives).forEach(it -> it.process().destroyForcibly());
    Waiting.until(PATIENCE, () -> left.stream().noneMatch(Leftovers::lives));
  }

  /** A zombie is dead, though its handle is alive until somebody collects it. */
  private static boolean lives(Tagged left) {
    return left.process().isAlive() && runOf(left.process().pid()).isPresent();
  }

  private List<Tagged> tagged() throws IOException {
    if (!Files.isDirectory(PROC)) return List.of();
    var found = new ArrayList<Tagged>();
    for (Path entry : Folders.list(PROC)) {
      String pid = entry.getFileName().toString();
      if (!pid.chars().allMatch(Character::isDigit)) continue;
      runOf(Long.parseLong(pid))
          .filter(run -> run.startsWith(machines))
          .ifPresent(run ->
              ProcessHandle.of(Long.parseLong(pid))
                  .ifPresent(process -> found.add(new Tagged(process, run))));
    }
    return found;
  }

  private static Optional<Path> runOf(long pid) {
    try {
      byte[] environment = Files.readAllBytes(PROC.resolve(pid + "/environ"));
      for (String variable : new String(environment, StandardCharsets.UTF_8).split("\0")) {
        if (variable.startsWith(TAG + "=")) {
          return Optional.of(Path.of(variable.substring(TAG.length() + 1)));
        }
      }
    } catch (IOException notOursOrGone) {
      return Optional.empty();
    }
    return Optional.empty();
  }
}
