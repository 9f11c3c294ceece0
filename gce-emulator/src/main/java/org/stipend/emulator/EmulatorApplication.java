package org.stipend.emulator;

import java.time.Instant;
import java.util.List;

/** The emulator as a process of its own. Prints one line once it listens. */
public final class EmulatorApplication {

  private static final String USAGE = "Options: --port P [--speed N]";

  private EmulatorApplication() {}

  public static void main(String[] arguments) {
    List<String> words = List.of(arguments);
    int port = number(words, "--port", 0);
    int speed = number(words, "--speed", 1);
    GceEmulator emulator = GceEmulator.start(port, Clock.running(Instant.now(), speed));
    Runtime.getRuntime().addShutdownHook(new Thread(emulator::close));
    System.out.println("Compute Engine emulator on " + emulator.origin());
  }

  private static int number(List<String> words, String option, int otherwise) {
    int at = words.indexOf(option);
    if (at < 0) return otherwise;
    if (at + 1 == words.size()) throw new IllegalArgumentException(USAGE);
    return Integer.parseInt(words.get(at + 1));
  }
}
