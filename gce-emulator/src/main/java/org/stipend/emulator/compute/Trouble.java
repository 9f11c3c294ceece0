package org.stipend.emulator.compute;

/** Where the boot of a guest goes wrong, and what it then says. */
public sealed interface Trouble {

  /** What the image does, in its order. */
  enum Step {
    BOOT,
    MOUNT,
    TOOL,
    HEALTH
  }

  /** At this step. */
  Step before();

  /** It stops with a last line, and reports nothing more. */
  record Held(Step before, String line) implements Trouble {}

  /** It reports a failure, with a message in words. */
  record Failed(GuestFailure failure, String message) implements Trouble {

    @Override
    public Step before() {
      return failure.step();
    }
  }
}
