package org.stipend.workers.pause;

import java.time.Duration;

/** How the hands let time pass between two looks. A test passes it with a clock of its own. */
@FunctionalInterface
public interface Pause {

  void of(Duration time) throws InterruptedException;

  /** As the computer's clock passes. */
  static Pause sleeping() {
    return Thread::sleep;
  }
}
