package org.stipend.standalone;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the person at the terminal reads: a line per step with its time; causes and remedies. */
final class Console {

  private final PrintStream out;
  private final PrintStream err;
  private volatile boolean quiet;

  Console(PrintStream out, PrintStream err, boolean quiet) {
    this.out = out;
    this.err = err;
    this.quiet = quiet;
  }

  void step(String what, Duration took) {
    say(String.format(Locale.ROOT, "  %-46s %6.1f s", what, took.toMillis() / 1000.0));
  }

  void say(String line) {
    if (!quiet) {
      out.println(line);
      out.flush();
    }
  }

  /** The end of a start: address, way in, way out. */
  void ready(String consoleUrl, String signInUrl) {
    say("");
    say("  Open     " + consoleUrl);
    say("  Sign in  " + signInUrl);
    say("  Stop     Ctrl-C");
  }

  /** One line of cause, one of what to do; the log's path follows where there is one. */
  void failed(CannotStart why, @Nullable Object log) {
    err.println();
    err.println("  " + why.getMessage());
    err.println("  " + why.remedy());
    if (log != null) {
      err.println("  Log: " + log);
    }
    err.flush();
    quiet = true;
  }
}
