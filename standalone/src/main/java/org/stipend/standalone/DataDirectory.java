package org.stipend.standalone;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/**
 * Where everything lives that survives a restart. One process at a time works on it: the lock is
 * the operating system's, so it ends with its process however that ends and is never stale.
 */
final class DataDirectory {

  private static final long LEAST_FREE = 512L << 20;
  static final long LEAST_TO_WORK = 64L << 20;
  private static final List<String> PARTS =
      List.of("logs", "secrets", "temporal", "local", "billing");
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private final Path root;
  private final FileLock lock;

  private DataDirectory(Path root, FileLock lock) {
    this.root = root;
    this.lock = lock;
  }

  static DataDirectory open(Path root) {
    create(root);
    FileLock lock = lock(root);
    requireSpace(root);
    return new DataDirectory(root, lock);
  }

  /** Puts aside what earlier runs left: begun anew is not thrown away. Returns where it is now. */
  Path putAside(Instant now) {
    Path aside = root.resolveSibling(root.getFileName() + ".before-" + SECOND.format(now));
    Leftovers.endAllOf(root);
    try {
      Files.createDirectories(aside);
      for (String part : PARTS) {
        Files.move(root.resolve(part), aside.resolve(part));
        Files.createDirectories(root.resolve(part));
      }
      if (Files.exists(postgres())) {
        Files.move(postgres(), aside.resolve("postgres"));
      }
      return aside;
    } catch (IOException e) {
      throw unwritable(aside, e);
    }
  }

  /** Puts aside what waits in Temporal: it is made anew from the rows. Empty: nothing does. */
  Optional<Path> putTemporalAside(Instant now) {
    if (!Files.exists(temporal().resolve("temporal.db"))) {
      return Optional.empty();
    }
    Path aside = root.resolve("temporal.before-" + SECOND.format(now));
    try {
      Leftovers.endRemembered(temporal().resolve("process"));
      Files.move(temporal(), aside);
      Files.createDirectories(temporal());
      return Optional.of(aside);
    } catch (IOException e) {
      throw unwritable(aside, e);
    }
  }

  Path postgres() {
    return root.resolve("postgres");
  }

  Path temporal() {
    return root.resolve("temporal");
  }

  Path billing() {
    return root.resolve("billing");
  }

  Path local() {
    return root.resolve("local");
  }

  /** What is in the emulated cloud, as the emulator keeps it. */
  Path emulator() {
    return root.resolve("gce-emulator.jsonl");
  }

  Path secrets() {
    return root.resolve("secrets");
  }

  Path logs() {
    return root.resolve("logs");
  }

  Path log() {
    return logs().resolve("stipend.log");
  }

  /** Tells the other commands, and a second start, who works on this data and where. */
  void running(String consoleUrl) {
    try {
      Files.write(root.resolve("running"), List.of(consoleUrl, "" + ProcessHandle.current().pid()));
    } catch (IOException e) {
      throw unwritable(root, e);
    }
  }

  void ended() {
    try {
      Files.deleteIfExists(root.resolve("running"));
      lock.release();
    } catch (IOException e) {
      // The process is ending: the system takes the lock back, and a left file is overwritten.
    }
  }

  /** Whether there is enough to work with. */
  boolean hasSpace() {
    return root.toFile().getUsableSpace() >= LEAST_TO_WORK;
  }

  /** How it is said that less than {@link #LEAST_TO_WORK} is left, or that there is more again. */
  String space(boolean full) {
    return full
        ? "The disk of %s is full: free some space there, and everything goes on by itself."
            .formatted(root)
        : "There is space again for " + root + ".";
  }

  private static void create(Path root) {
    try {
      for (String part : PARTS) {
        Files.createDirectories(root.resolve(part));
      }
      if (Files.getFileStore(root).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
      }
      Files.delete(Files.createTempFile(root, "probe", null));
    } catch (IOException e) {
      if (isFull(e)) {
        throw full(root, 0);
      }
      throw unwritable(root, e);
    }
  }

  private static FileLock lock(Path root) {
    try {
      var channel =
          FileChannel.open(
              root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw new CannotStart(
            "Stipend already runs on " + root + runningAs(root) + ".",
            "Use that one, end it with Ctrl-C, or start a second one with --data DIR --port N.");
      }
      return lock;
    } catch (IOException e) {
      throw unwritable(root, e);
    }
  }

  private static String runningAs(Path root) {
    try {
      List<String> lines = Files.readAllLines(root.resolve("running"));
      return lines.size() < 2 ? "" : ": " + lines.getFirst() + " (process " + lines.getLast() + ")";
    } catch (IOException e) {
      return " and is just starting";
    }
  }

  private static void requireSpace(Path root) {
    try {
      long free = Files.getFileStore(root).getUsableSpace();
      if (free < LEAST_FREE) {
        throw full(root, free);
      }
    } catch (IOException e) {
      throw unwritable(root, e);
    }
  }

  private static boolean isFull(IOException e) {
    return String.valueOf(e.getMessage()).contains("No space left");
  }

  private static CannotStart full(Path root, long free) {
    return new CannotStart(
        "The disk of " + root + " is full: " + (free >> 20) + " MiB are free.",
        "Free " + (LEAST_FREE >> 20) + " MiB there, or choose another disk with --data DIR.");
  }

  private static CannotStart unwritable(Path root, IOException e) {
    return new CannotStart(
        "Cannot write to " + root + ": " + reason(e) + ".",
        "Make it writable for you, or choose another directory with --data DIR.",
        e);
  }

  private static String reason(IOException e) {
    return switch (e) {
      case FileAlreadyExistsException _ -> "there is a file in its place";
      case AccessDeniedException _ -> "permission denied";
      case FileSystemException f when f.getReason() != null -> f.getReason();
      default -> String.valueOf(e.getMessage());
    };
  }
}
