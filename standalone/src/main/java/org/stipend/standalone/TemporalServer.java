package org.stipend.standalone;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Temporal server beside this JVM. When it dies it is started again on the same port: the
 * waiting may fail and come back, what is true is in PostgreSQL.
 */
final class TemporalServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TemporalServer.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Duration LONG_RUN = Duration.ofMinutes(1);

  private final Path program;
  private final Path directory;
  private final File log;
  private final int port = Ports.free();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread keeper = Thread.ofPlatform().name("temporal").daemon().unstarted(this::keep);

  private @Nullable Process process;
  private @Nullable Guard guard;

  private TemporalServer(Path program, DataDirectory data) {
    this.program = program;
    this.directory = data.temporal();
    this.log = data.logs().resolve("temporal.log").toFile();
  }

  static TemporalServer start(Path program, DataDirectory data) {
    var server = new TemporalServer(program, data);
    try {
      Leftovers.endRemembered(server.directory.resolve("process"));
      Process first = server.launch();
      server.awaitAnswer(first);
      server.keeper.start();
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
  public void close() {
    closing.countDown();
    end();
  }

  private synchronized Process launch() throws IOException {
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
                    directory.resolve("temporal.db").toString(),
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

  private void keep() {
    Duration pause = FIRST_PAUSE;
    while (true) {
      long began = System.nanoTime();
      try {
        awaitEnd();
        if (closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
        LOG.atWarn().addKeyValue("log", log).log("Temporal ended by itself: starting it again");
        boolean lasted = Duration.ofNanos(System.nanoTime() - began).compareTo(LONG_RUN) > 0;
        pause = lasted ? FIRST_PAUSE : shorter(pause.multipliedBy(2), LONGEST_PAUSE);
        restart();
      } catch (IOException e) {
        LOG.atError().setCause(e).log("Temporal cannot be started");
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private synchronized void restart() throws IOException {
    if (closing.getCount() > 0) {
      launch();
    }
  }

  private void awaitEnd() throws InterruptedException {
    Process current;
    synchronized (this) {
      current = process;
    }
    if (current != null) {
      current.waitFor();
    }
    synchronized (this) {
      release();
    }
  }

  private synchronized void end() {
    Process current = process;
    if (current != null) {
      current.toHandle().destroy();
      try {
        if (!current.waitFor(8, TimeUnit.SECONDS)) {
          current.toHandle().destroyForcibly();
          current.waitFor(2, TimeUnit.SECONDS);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    release();
  }

  private void release() {
    Guard held = guard;
    guard = null;
    process = null;
    if (held != null) {
      held.close();
    }
  }

  private void awaitAnswer(Process first) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      if (!first.isAlive()) {
        throw new IOException("it ended with code " + first.exitValue());
      }
      if (listens()) {
        return;
      }
      pause();
    }
    throw new IOException("it did not answer for " + PATIENCE.toSeconds() + " s");
  }

  private boolean listens() {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.ofLiteral(Ports.LOOPBACK), port), 200);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
