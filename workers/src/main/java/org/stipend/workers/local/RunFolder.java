package org.stipend.workers.local;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.stipend.cloud.machine.LimitMachine;
import org.stipend.cloud.machine.MachineName;
import org.stipend.cloud.machine.MachineState;
import org.stipend.cloud.machine.StartMachine;
import org.stipend.cloud.machine.StopCause;

/**
 * One run of a machine, as its wrapper left it on the disk. A run that has an end has it for ever.
 *
 * @param path {@code run-{generation}.{attempt}} in the machine's folder
 */
record RunFolder(Path path, MachineName name, Wish wish) {

  /** Newest first. */
  static final Comparator<RunFolder> NEWEST = Comparator.comparing(RunFolder::wish).reversed();

  private static final Pattern FOLDER = Pattern.compile("run-([0-9]{1,18})\\.([0-9]{1,9})");
  private static final int LOG_TAIL = 4 * 1024;
  private static final int LOG_LINES = 20;

  /** What the wrapper is told. */
  record Order(
      StartMachine start,
      String secret,
      List<String> command,
      Map<String, String> environment,
      String home,
      long graceMillis,
      long runLimitMillis,
      String providerLog,
      Map<String, Object> logged) {}

  record Started(Instant startedAt, long pid, String boot, int port) {}

  record Ended(Instant stoppedAt, StopCause cause, @Nullable Integer exitCode, boolean estimated) {}

  record StopRequest(StopCause cause) {}

  /** Its own end, moved. */
  record Limit(long untilMillis, long order) {}

  static RunFolder of(Path machine, Wish wish) {
    return new RunFolder(
        machine.resolve("run-%d.%d".formatted(wish.generation(), wish.attempt())),
        new MachineName(machine.getFileName().toString(), null),
        wish);
  }

  static List<RunFolder> allOf(Path machine) throws IOException {
    return Folders.list(machine).stream()
        .flatMap(path -> parse(machine, path).stream())
        .sorted(NEWEST)
        .toList();
  }

  private static Optional<RunFolder> parse(Path machine, Path path) {
    Matcher folder = FOLDER.matcher(path.getFileName().toString());
    if (!folder.matches()) return Optional.empty();
    long generation = Long.parseLong(folder.group(1));
    return Optional.of(of(machine, new Wish(generation, Integer.parseInt(folder.group(2)))));
  }

  Order order() throws IOException {
    return Folders.read(path.resolve("run.json"), Order.class)
        .orElseThrow(() -> new NoSuchFileException(path + "/run.json"));
  }

  /** Whether a wrapper may have been sent on its way. */
  boolean isReady() {
    return Files.exists(path.resolve("run.json"));
  }

  void prepare(Order order) throws IOException {
    Folders.make(path);
    Folders.write(path.resolve("run.json"), order);
  }

  Optional<Started> started() throws IOException {
    return Folders.read(path.resolve("started.json"), Started.class);
  }

  Optional<Ended> ended() throws IOException {
    return Folders.read(path.resolve("ended.json"), Ended.class);
  }

  void end(Ended ended) throws IOException {
    Folders.write(path.resolve("ended.json"), ended);
  }

  /** Whether its wrapper lives: it holds the lock, and nothing but its death lets go of it. */
  boolean isAlive() throws IOException {
    // two looks at once from one JVM would disturb each other
    synchronized (RunFolder.class) {
      try (var channel = FileChannel.open(path.resolve("lock"), StandardOpenOption.WRITE);
          FileLock free = channel.tryLock()) {
        return free == null;
      } catch (NoSuchFileException neverRan) {
        return false;
      }
    }
  }

  /** Asks the wrapper to end the tool, on a full disk without saying why; returns at once. */
  void requestStop(StopCause cause) throws IOException {
    Path request = path.resolve("stop.json");
    try {
      if (!Files.exists(request)) Folders.write(request, new StopRequest(cause));
    } finally {
      Optional<Started> started = started();
      if (started.isPresent() && isAlive()) {
        ProcessHandle.of(started.get().pid()).ifPresent(ProcessHandle::destroy);
      }
    }
  }

  /** Tells the wrapper another end of the run, unless it has been told a newer one. */
  void limit(LimitMachine request) throws IOException {
    Optional<Limit> told = limit();
    if (told.isEmpty() || told.get().order() <= request.order()) {
      Folders.write(
          path.resolve("limit.json"), new Limit(request.until().toEpochMilli(), request.order()));
    }
  }

  private Optional<Limit> limit() throws IOException {
    return Folders.read(path.resolve("limit.json"), Limit.class);
  }

  Instant lastProofOfLife(Started started) throws IOException {
    try {
      Instant seen = Files.getLastModifiedTime(path.resolve("alive")).toInstant();
      return seen.isAfter(started.startedAt()) ? seen : started.startedAt();
    } catch (NoSuchFileException endedWithinASecond) {
      return started.startedAt();
    }
  }

  MachineState.Running running(Started started) throws IOException {
    Order order = order();
    return new MachineState.Running(
        name,
        wish.generation(),
        started.startedAt(),
        URI.create("http://127.0.0.1:" + started.port()),
        order.secret(),
        limit()
            .map(limit -> Instant.ofEpochMilli(limit.untilMillis()))
            .orElse(started.startedAt().plus(Duration.ofMillis(order.runLimitMillis()))),
        null);
  }

  MachineState.Stopped stopped(Started started, Ended ended) throws IOException {
    return new MachineState.Stopped(
        name,
        wish.generation(),
        started.startedAt(),
        ended.stoppedAt(),
        ended.cause(),
        ended.exitCode(),
        logTail(),
        ended.estimated());
  }

  String logTail() throws IOException {
    return tail(path.resolve("tool.log"));
  }

  String wrapperLogTail() throws IOException {
    return tail(path.resolve("wrapper.log"));
  }

  private static String tail(Path log) throws IOException {
    try (var channel = FileChannel.open(log, StandardOpenOption.READ)) {
      var bytes = ByteBuffer.allocate(LOG_TAIL);
      long from = Math.max(0, channel.size() - LOG_TAIL);
      while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) > 0) {
        // until it is full or the log ends
      }
      String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
      List<String> lines = text.lines().toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
    } catch (NoSuchFileException silent) {
      return "";
    }
  }
}
