package org.stipend.standalone;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A real Temporal server beside this JVM: the waiting may fail, what is true is in PostgreSQL. */
final class TemporalServer implements Kept {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration PATIENCE_AGAIN = Duration.ofSeconds(10);

  /**
   * Its HTTP API takes orders from any web page, and cannot be switched off: it answers to a host
   * that no browser gets anywhere with.
   */
  private static final String CLOSED_HTTP = "frontend.httpAllowedHosts=[\"closed.invalid\"]";

  private final Path program;
  private final String python;
  private final DataDirectory data;
  private final Path directory;
  private final Console console;
  private final File log;
  private final int port = Ports.free();
  private final TemporalProbe probe = new TemporalProbe(target());

  private @Nullable Process process;
  private @Nullable Guard guard;
  private boolean triedAgain;
  private boolean beganAnew;

  private TemporalServer(Path program, String python, DataDirectory data, Console console) {
    this.program = program;
    this.python = python;
    this.data = data;
    this.directory = data.temporal();
    this.console = console;
    this.log = data.logs().resolve("temporal.log").toFile();
  }

  /**
   * @param python checks its data: what is damaged is put aside, and the person at the terminal
   *     told
   */
  static TemporalServer start(Path program, String python, DataDirectory data, Console console) {
    var server = new TemporalServer(program, python, data, console);
    try {
      Leftovers.endRemembered(server.directory.resolve("process"));
      server.launch(PATIENCE);
      return server;
    } catch (IOException e) {
      server.close();
      throw new CannotStart(
          "Temporal did not start: " + e.getMessage() + ".",
          "Its reason stands in " + server.log + ".",
          e);
    }
  }

  String target() {
    return Ports.LOOPBACK + ":" + port;
  }

  @Override
  public String name() {
    return "Temporal";
  }

  @Override
  public synchronized Health ask() {
    if (process == null || !process.isAlive()) {
      return Health.ENDED;
    }
    return probe.answers() ? Health.WORKS : Health.SILENT;
  }

  @Override
  public synchronized void restart() throws IOException {
    end(Duration.ZERO); // it had its time to answer
    Duration patience = triedAgain ? PATIENCE : PATIENCE_AGAIN;
    triedAgain = true;
    launch(patience);
    triedAgain = false;
    beganAnew = false;
  }

  @Override
  public synchronized void close() {
    end(Duration.ofSeconds(8));
    probe.close();
  }

  private void launch(Duration patience) throws IOException {
    if (SqliteFile.isDamaged(database(), python)) {
      putAside();
    }
    try {
      await(begin(), patience);
    } catch (Ended | Silent e) { // whole for SQLite, and nothing that Temporal can read
      boolean mayBeSlow = e instanceof Silent && patience.compareTo(PATIENCE) < 0;
      end(Duration.ZERO);
      if (mayBeSlow || beganAnew || !data.hasSpace() || !putAside()) {
        throw e;
      }
      beganAnew = true; // where that does not help either, its data is not the reason
      await(begin(), patience);
    }
  }

  /** Whether there was something. */
  private boolean putAside() {
    Optional<Path> aside = data.putTemporalAside(InstantSource.system().instant());
    aside.ifPresent(path ->
        console.say(
            "  Temporal's data was damaged. What waits is built anew; the old is in " + path));
    return aside.isPresent();
  }

  private void await(Process started, Duration patience) throws IOException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() < deadline) {
      if (!started.isAlive()) {
        throw new Ended(started.exitValue());
      }
      if (probe.answers()) {
        return;
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
    throw new Silent(patience);
  }

  private Process begin() throws IOException {
    Files.createDirectories(directory);
    var builder =
        new ProcessBuilder(
                Guard.ownSession(
                    program.toString(),
                    "server",
                    "start-dev",
                    "--headless",
                    "--ip",
                    Ports.LOOPBACK,
                    "--port",
                    "" + port,
                    "--db-filename",
                    database().toString(),
                    "--dynamic-config-value",
                    CLOSED_HTTP,
                    "--log-level",
                    "warn"))
            // To a file: on a pipe that nobody reads, the server stops for good.
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    Process started = builder.start();
    process = started;
    guard = Guard.over(started.pid(), "TERM", "KILL");
    Leftovers.remember(started.toHandle(), directory.resolve("process"));
    return started;
  }

  private static final class Silent extends IOException {

    Silent(Duration patience) {
      super("it did not answer for " + patience.toSeconds() + " s");
    }
  }

  private static final class Ended extends IOException {

    Ended(int code) {
      super("it ended with code " + code);
    }
  }

  private Path database() {
    return directory.resolve("temporal.db");
  }

  private void end(Duration grace) {
    Process ending = process;
    if (ending != null) {
      ending.toHandle().destroy();
      try {
        if (!ending.waitFor(grace)) {
          ending.toHandle().destroyForcibly();
          ending.waitFor(Duration.ofSeconds(2));
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    if (guard != null) {
      guard.close();
    }
    guard = null;
    process = null;
  }
}
