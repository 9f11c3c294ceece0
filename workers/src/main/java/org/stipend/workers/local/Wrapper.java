package org.stipend.workers.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Starts the program that keeps a tool ({@code run.py}) and lets go of it. */
final class Wrapper {

  /** A second wrapper of a run finds the lock taken and leaves with this code. */
  private static final int ALREADY_RUN = 75;

  private static final Duration START_PATIENCE = Duration.ofSeconds(20);
  private static final Duration PYTHON_PATIENCE = Duration.ofSeconds(20);
  private static final String PATH = Objects.requireNonNullElse(System.getenv("PATH"), "/bin");

  private final Path python;
  private final Path run;
  private final Path front;

  Wrapper(Path python, Path run, Path front) {
    this.python = python;
    this.run = run;
    this.front = front;
  }

  static Wrapper with(String python, Path programs) throws IOException {
    unpack("processes.py", programs); // run.py's own
    unpack("guard.py", programs);
    return new Wrapper(
        interpreter(python), unpack("run.py", programs), unpack("front.py", programs));
  }

  Path python() {
    return python;
  }

  /** Demands a secret for a program that has none. */
  Path front() {
    return front;
  }

  /** Returns once the tool's process is there, or has been and is gone. */
  void start(RunFolder folder) throws IOException {
    Process process = launch(folder);
    boolean started =
        Waiting.untilFile(START_PATIENCE, () -> folder.started().isPresent() || hasFailed(process));
    if (!started || folder.started().isEmpty()) {
      process.destroyForcibly();
      throw new IOException("the wrapper did not start: " + folder.wrapperLogTail());
    }
  }

  private static boolean hasFailed(Process process) {
    return !process.isAlive() && process.exitValue() != ALREADY_RUN;
  }

  private Process launch(RunFolder folder) throws IOException {
    // as isolated as -I, but for its own folder: what it imports lies beside it
    var builder = new ProcessBuilder(python.toString(), "-E", "-s", "-B", run.toString());
    builder.environment().clear();
    builder.environment().put("PATH", PATH);
    builder.environment().put(Leftovers.TAG, folder.path().toString());
    builder.directory(folder.path().toFile());
    builder.redirectInput(Path.of("/dev/null").toFile());
    builder.redirectErrorStream(true);
    builder.redirectOutput(
        ProcessBuilder.Redirect.appendTo(folder.path().resolve("wrapper.log").toFile()));
    return builder.start();
  }

  /** The program itself, past shims and links: one process from the start. */
  private static Path interpreter(String python) throws IOException {
    String question = "import sys; assert sys.version_info >= (3, 9); print(sys.executable)";
    try {
      Process process = new ProcessBuilder(python, "-I", "-c", question).start();
      process.getOutputStream().close();
      String answer =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor(PYTHON_PATIENCE.toSeconds(), TimeUnit.SECONDS)
          && process.exitValue() == 0) {
        return Path.of(answer);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    throw new IOException(python + " is no Python 3.9 or newer (stipend.local.python)");
  }

  /** A running wrapper has read its program long ago: a new version may replace it. */
  private static Path unpack(String program, Path programs) throws IOException {
    try (InputStream source = Wrapper.class.getResourceAsStream(program)) {
      byte[] content = Objects.requireNonNull(source, program).readAllBytes();
      Path aside = Files.createTempFile(programs, program, ".tmp");
      Files.write(aside, content);
      return Files.move(
          aside,
          programs.resolve(program),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
