package org.stipend.standalone;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Servers that a killed run left behind. They are ended, never adopted. */
final class Leftovers {

  private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
  private static final String RUN_IN = "STIPEND_RUN="; // how the workers mark what they start
  private static final Duration SAME_INSTANT = Duration.ofMillis(20);

  private Leftovers() {}

  static void remember(ProcessHandle process, Path file) throws IOException {
    Instant started = process.info().startInstant().orElse(Instant.EPOCH);
    Files.writeString(file, process.pid() + " " + started.toEpochMilli());
  }

  /** Its number alone is no proof: numbers are used again. */
  static void endRemembered(Path file) throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    String[] parts = Files.readString(file).strip().split(" ");
    if (parts.length == 2) {
      Instant started = Instant.ofEpochMilli(Long.parseLong(parts[1]));
      ProcessHandle.of(Long.parseLong(parts[0]))
          .filter(process -> process.info().command().isPresent()) // else a zombie: gone already
          .filter(process -> startedAt(process, started))
          .ifPresent(process -> end(process, Duration.ofSeconds(5)));
    }
    Files.delete(file);
  }

  /** PostgreSQL and each of its helpers work in the data directory and nobody else does. */
  static void endWorkingIn(Path directory) {
    end(process -> workingDirectory(process).equals(directory));
  }

  /** For what must be gone at once, and leaves nothing that its next start would not mend. */
  static void killWorkingIn(Path directory) {
    long patience = System.nanoTime() + Duration.ofSeconds(5).toNanos();
    List<ProcessHandle> left;
    do {
      left = found(process -> workingDirectory(process).equals(directory));
      left.forEach(ProcessHandle::destroyForcibly);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    } while (!left.isEmpty() && System.nanoTime() < patience);
  }

  /** Also what works in a directory below, and tools whose runs are kept there. */
  static void endAllOf(Path directory) {
    end(process ->
        workingDirectory(process).startsWith(directory)
            || environment(process).contains(RUN_IN + directory + "/"));
  }

  private static void end(Predicate<ProcessHandle> which) {
    found(which).forEach(process -> end(process, Duration.ofSeconds(10)));
    found(which).forEach(process -> end(process, Duration.ZERO));
  }

  private static List<ProcessHandle> found(Predicate<ProcessHandle> which) {
    return ProcessHandle.allProcesses()
        .filter(process -> process.pid() != ProcessHandle.current().pid())
        .filter(which)
        .toList();
  }

  private static Path workingDirectory(ProcessHandle process) {
    try {
      return Files.readSymbolicLink(Path.of("/proc", "" + process.pid(), "cwd"));
    } catch (IOException | UnsupportedOperationException e) {
      return Path.of(""); // gone meanwhile, or another person's
    }
  }

  private static String environment(ProcessHandle process) {
    try {
      Path file = Path.of("/proc", "" + process.pid(), "environ");
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }

  private static boolean startedAt(ProcessHandle process, Instant instant) {
    return process
        .info()
        .startInstant()
        .filter(s -> Duration.between(instant, s).abs().compareTo(SAME_INSTANT) <= 0)
        .isPresent();
  }

  private static void end(ProcessHandle process, Duration patience) {
    LOG.atInfo()
        .addKeyValue("pid", process.pid())
        .log("Ending a process that an earlier run left behind");
    CompletableFuture<ProcessHandle> end = process.onExit();
    process.destroy();
    if (!ended(end, patience)) {
      process.destroyForcibly();
      ended(end, Duration.ofSeconds(2));
    }
  }

  private static boolean ended(CompletableFuture<ProcessHandle> end, Duration patience) {
    try {
      end.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      return true;
    }
  }
}
