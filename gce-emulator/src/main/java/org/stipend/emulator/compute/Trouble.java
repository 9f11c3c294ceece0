package org.stipend.emulator.compute;

/** Where the boot of a guest comes to a stop, and the last line it says. */
public record Trouble(Step before, String line) {

  /** What the image does, in its order. */
  public enum Step {
    BOOT,
    MOUNT,
    TOOL,
    HEALTH
  }
}
