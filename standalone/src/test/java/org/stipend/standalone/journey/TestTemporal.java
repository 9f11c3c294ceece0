package org.stipend.standalone.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.stipend.cloud.testing.TestPorts;

/** A Temporal server of the test's own, to stop and start while Stipend runs on. */
final class TestTemporal implements AutoCloseable {

  private final Path directory;
  private final int port = TestPorts.free();
  private Process process;

  private TestTemporal(Path directory) {
    this.directory = directory;
  }

  static TestTemporal start(Path directory) {
    var temporal = new TestTemporal(directory);
    temporal.start();
    return temporal;
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  void start() {
    try {
      Files.createDirectories(directory);
      process =
          new ProcessBuilder(
                  TestApplication.temporal().toString(),
                  "server",
                  "start-dev",
                  "--headless",
                  "--ip",
                  "127.0.0.1",
                  "--port",
                  "" + port,
                  "--db-filename",
                  directory.resolve("temporal.db").toString())
              .redirectErrorStream(true)
              .redirectOutput(directory.resolve("temporal.log").toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Awaitility.await("Temporal answers").until(this::answers);
  }

  void stop() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    stop();
  }

  private boolean answers() {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 200);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
