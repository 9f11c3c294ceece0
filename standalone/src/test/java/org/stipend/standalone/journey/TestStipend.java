package org.stipend.standalone.journey;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;
import org.springframework.util.FileSystemUtils;
import org.stipend.cloud.testing.Patience;
import org.stipend.cloud.testing.TestPorts;

/**
 * A whole Stipend in a process of its own, on data and ports of its own. It can be killed, started
 * again on the same data, and robbed of Temporal's memory.
 */
final class TestStipend implements AutoCloseable {

  private static final int LOG_LINES = 50;
  private static final String CLOUD = "stipend.embedded.cloud";

  private final Path data;
  private final int port = TestPorts.freePair();
  private final Map<String, String> environment = new HashMap<>();
  private final Map<String, String> properties = new LinkedHashMap<>();
  private Process process;

  private TestStipend(Path data) {
    this.data = data;
  }

  /** Not started yet: say what is different, then {@link #start()}. */
  static TestStipend on(Path data) {
    return new TestStipend(data.toAbsolutePath());
  }

  TestStipend with(String property, String value) {
    properties.put(property, value);
    return this;
  }

  TestStipend without(String property) {
    properties.remove(property);
    return this;
  }

  TestStipend withTemporal(TestTemporal temporal) {
    return withTemporalAt(temporal.address());
  }

  TestStipend withTemporalAt(String address) {
    environment.put("TEMPORAL_ADDRESS", address);
    return this;
  }

  /** See {@link FaultPoints}. */
  TestStipend haltingAt(String point) {
    return with(FaultPoints.HALT_AT, point);
  }

  TestStipend start() {
    launch();
    awaitReady();
    return this;
  }

  /** Started, and perhaps killed by a fault point before it is ready. */
  void launch() {
    var builder = new ProcessBuilder(command());
    builder.environment().keySet().removeAll(List.of("TEMPORAL_ADDRESS", "STIPEND_DATABASE_URL"));
    builder.environment().putAll(environment);
    builder.environment().put("STIPEND_TEST", data + "/"); // marks all that comes of it
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(console()));
    try {
      Files.createDirectories(data);
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void awaitReady() {
    try {
      Awaitility.await("ready")
          .pollInterval(Duration.ofMillis(100))
          .failFast("it ended", () -> !process.isAlive())
          .until(() -> Files.exists(data.resolve("running")) && runsHere());
    } catch (ConditionTimeoutException | TerminalFailureException e) {
      throw failure("does not get ready", e);
    }
  }

  /** As the kernel would: no farewell. */
  void killHard() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** As Ctrl-C does. */
  void stop() {
    process.destroy();
    awaitEnd();
  }

  /** However it comes: a start that a fault point is to end has to get there first. */
  void awaitEnd() {
    try {
      if (!process.waitFor(Patience.UNTIL_STUCK)) {
        throw failure("does not end", null);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  boolean isAlive() {
    return process != null && process.isAlive();
  }

  /** Only while it is down: Temporal outlives a killed Stipend by a moment. */
  void wipeTemporal() {
    Awaitility.await("Temporal is gone")
        .until(() -> processes().stream().noneMatch(it -> it.contains("start-dev")));
    try {
      FileSystemUtils.deleteRecursively(data.resolve("temporal"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI url() {
    return URI.create("http://localhost:" + port);
  }

  int port() {
    return port;
  }

  int proxyPort() {
    return port + 1;
  }

  Path data() {
    return data;
  }

  String consoleText() {
    try {
      return Files.readString(console().toPath());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As printed by the last start. */
  String signInLink() {
    return consoleText()
        .lines()
        .filter(line -> line.strip().startsWith("Sign in"))
        .reduce((_, last) -> last)
        .orElseThrow()
        .replaceFirst(".*(http\\S+).*", "$1");
  }

  /** Machines are made in the emulator of Compute Engine. */
  TestStipend emulated() {
    return with(CLOUD, "gce-emulator");
  }

  boolean isEmulated() {
    return properties.containsKey(CLOUD);
  }

  /** The emulated cloud, where the last start said that it is. */
  ApiClient cloudApi() {
    String origin =
        consoleText()
            .lines()
            .filter(line -> line.strip().startsWith("Cloud"))
            .reduce((_, last) -> last)
            .orElseThrow()
            .replaceFirst(".*(http://[0-9.:]+)/.*", "$1");
    return new ApiClient(URI.create(origin), "");
  }

  ApiClient api(String person) {
    return new ApiClient(url(), LocalTokens.of(this, person));
  }

  /**
   * Everything that runs because of this Stipend: by its place, its arguments or its environment.
   */
  List<String> processes() {
    try (Stream<Path> entries = Files.list(Path.of("/proc"))) {
      return entries
          .filter(entry -> entry.getFileName().toString().matches("[0-9]+"))
          .filter(entry -> Stream.of("cmdline", "environ").anyMatch(f -> mentions(entry, f)))
          .map(entry -> entry.getFileName() + " " + read(entry.resolve("cmdline")))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The application itself, and what it has started. */
  Stream<ProcessHandle> tree() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants());
  }

  @Override
  public void close() {
    if (isAlive()) {
      stop();
    }
    Awaitility.await("nothing of it runs").until(() -> processes().isEmpty());
  }

  /** With what the process said and does: its directory is gone when somebody reads this. */
  private AssertionError failure(String what, Throwable cause) {
    String threads = process.isAlive() ? threads() : "it ended with code " + process.exitValue();
    process.destroyForcibly();
    return new AssertionError(
        "%s%n--- console%n%s%n--- log%n%s%n--- threads%n%s"
            .formatted(what, consoleText(), lastLines(data.resolve("logs/stipend.log")), threads),
        cause);
  }

  private static String lastLines(Path file) {
    List<String> lines = read(file).lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
  }

  /** Virtual ones too, which a stack trace on the console would leave out. */
  private String threads() {
    Path dump = data.resolve("threads.txt");
    try {
      new ProcessBuilder(
              program("jcmd"),
              "" + process.pid(),
              "Thread.dump_to_file",
              "-overwrite",
              dump.toString())
          .redirectErrorStream(true)
          .redirectOutput(data.resolve("jcmd.txt").toFile())
          .start()
          .waitFor(1, TimeUnit.MINUTES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return read(dump);
  }

  private static String program(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }

  private boolean runsHere() throws IOException {
    return Files.readString(data.resolve("running")).contains("" + process.pid());
  }

  private File console() {
    return data.resolve("console.txt").toFile();
  }

  private boolean mentions(Path process, String file) {
    String text = read(process.resolve(file));
    return text.contains(data + "/") && !text.contains("surefire");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1)
          .replace('\0', ' ')
          .strip();
    } catch (IOException e) {
      return ""; // gone meanwhile
    }
  }

  private List<String> command() {
    var line = new ArrayList<String>();
    line.add(program("java"));
    line.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xlog:disable",
            "-Djdk.virtualThreadScheduler.parallelism=4",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED"));
    line.addAll(TestApplication.classPath());
    line.add("org.stipend.standalone.StandaloneApplication");
    line.add("--stipend.embedded.data=" + data);
    line.add("--stipend.embedded.tools=" + TestApplication.tools());
    line.add("--stipend.embedded.port=" + port);
    line.add("--spring.main.sources=" + FaultPoints.class.getName());
    properties.forEach((name, value) -> line.add("--" + name + "=" + value));
    return line;
  }
}
