package org.stipend.emulator.fault;

/** How an operation ends that was told to end badly. */
public sealed interface Ending {

  record Fails(int status, String code, String message) implements Ending {}

  /** It never ends. */
  record Hangs() implements Ending {}
}
