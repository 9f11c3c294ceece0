package org.stipend.workers.local;

import java.io.IOException;
import java.time.Duration;

/** Looks again and again at something another process does. */
final class Waiting {

  private static final Duration INTERVAL = Duration.ofMillis(10);

  interface Check {
    boolean passes();
  }

  interface FileCheck {
    boolean passes() throws IOException;
  }

  private Waiting() {}

  static boolean until(Duration patience, Check check) {
    try {
      return untilFile(patience, check::passes);
    } catch (IOException never) {
      throw new AssertionError(never);
    }
  }

  /** False where patience ran out. */
  static boolean untilFile(Duration patience, FileCheck check) throws IOException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!check.passes()) {
      if (System.nanoTime() > deadline) return false;
      try {
        Thread.sleep(INTERVAL);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new InterruptedWaiting();
      }
    }
    return true;
  }

  /** This process ends; whoever asks again will look again. */
  static final class InterruptedWaiting extends RuntimeException {
    InterruptedWaiting() {
      super("this worker is ending");
    }
  }
}
