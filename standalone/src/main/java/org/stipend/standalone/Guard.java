package org.stipend.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Ends a child process when this JVM is gone, however it went: a small shell waits for the far end
 * of its standard input to close, then asks the child to end, then ends it.
 */
final class Guard implements AutoCloseable {

  private static final String WATCH =
      """
      while read -r _; do :; done
      kill -s "$2" "$1" 2>/dev/null
      tries=0
      while kill -0 "$1" 2>/dev/null && [ $tries -lt 100 ]; do
        sleep 0.1
        tries=$((tries + 1))
      done
      kill -s "$3" "$1" 2>/dev/null
      """;

  /** A process that is killed has gone as soon as it gets its turn. */
  private static final Duration END = Duration.ofSeconds(5);

  private final Process shell;

  private Guard(Process shell) {
    this.shell = shell;
  }

  /** Signals by name, without SIG: first the polite one, ten seconds later the last one. */
  static Guard over(long pid, String polite, String last) {
    try {
      return new Guard(
          new ProcessBuilder(ownSession("sh", "-c", WATCH, "stipend-guard", "" + pid, polite, last))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The child has ended: its number may soon be another process's, so the guard goes first. */
  @Override
  public void close() {
    shell.toHandle().destroyForcibly();
    try {
      shell.waitFor(END);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * A session of its own: Ctrl-C at the terminal reaches this JVM only, which ends its children.
   */
  static List<String> ownSession(String... command) {
    var line = new ArrayList<String>();
    if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
      line.add("/usr/bin/setsid");
    }
    line.addAll(List.of(command));
    return line;
  }
}
