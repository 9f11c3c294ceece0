package org.stipend.emulator;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.stipend.emulator.catalog.Addresses;

/** The emulator as a process of its own. Prints one line once it listens. */
public final class EmulatorApplication {

  private static final String USAGE =
      "Options: --port P [--billing-port P] [--speed N] [--state FILE] [--guests] [--project ID]...;"
          + " N of its seconds pass in one of ours";

  private EmulatorApplication() {}

  public static void main(String[] arguments) {
    System.setProperty("org.jboss.logging.provider", "jdk"); // where GceEmulator quiets Undertow
    try {
      GceEmulator emulator = GceEmulator.start(settings(List.of(arguments)));
      Runtime.getRuntime().addShutdownHook(new Thread(emulator::close));
      System.out.printf(
          "Compute Engine emulator on %1$s (its page: %1$s/emulator/), Cloud Billing and Resource Manager over gRPC on %2$s%n",
          emulator.origin(), emulator.callsAddress());
    } catch (RuntimeException e) {
      System.err.println("The Compute Engine emulator does not start: " + e.getMessage());
      System.exit(1);
    }
  }

  /** Refuses with words about what is possible. */
  static EmulatorSettings settings(List<String> arguments) {
    Deque<String> words = new ArrayDeque<>(arguments);
    int port = 0;
    int billingPort = 0;
    int speed = 1;
    var state = Optional.<Path>empty();
    var addresses = Addresses.PRIVATE;
    var projects = new TreeSet<String>();
    while (!words.isEmpty()) {
      switch (words.pop()) {
        case "--port" -> port = number(words);
        case "--billing-port" -> billingPort = number(words);
        case "--speed" -> speed = number(words);
        case "--state" -> state = Optional.of(Path.of(value(words)));
        case "--project" -> projects.add(value(words));
        case "--guests" -> addresses = Addresses.LOOPBACK;
        default -> throw new IllegalArgumentException(USAGE);
      }
    }
    Clock clock = Clock.running(Instant.now(), speed);
    return new EmulatorSettings(port, billingPort, clock, state, addresses, projects);
  }

  private static int number(Deque<String> words) {
    String word = value(words);
    if (!word.matches("[0-9]{1,9}")) throw new IllegalArgumentException(USAGE);
    return Integer.parseInt(word);
  }

  private static String value(Deque<String> words) {
    if (words.isEmpty()) throw new IllegalArgumentException(USAGE);
    return words.pop();
  }
}
