package org.stipend.emulator;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The emulator as a process of its own. Prints one line once it listens. */
public final class EmulatorApplication {

  private static final String USAGE =
      "Options: --port P [--billing-port P] [--speed N] [--state FILE] [--guests]";

  private EmulatorApplication() {}

  public static void main(String[] arguments) {
    List<String> words = List.of(arguments);
    int port = value(words, "--port").map(Integer::parseInt).orElse(0);
    int speed = value(words, "--speed").map(Integer::parseInt).orElse(1);
    Clock clock = Clock.running(Instant.now(), speed);
    EmulatorSettings settings = EmulatorSettings.with(clock).onPort(port);
    settings =
        settings.withBillingOnPort(value(words, "--billing-port").map(Integer::parseInt).orElse(0));
    if (words.contains("--guests")) settings = settings.withGuests();
    Optional<Path> state = value(words, "--state").map(Path::of);
    if (state.isPresent()) settings = settings.keptIn(state.get());
    GceEmulator emulator = GceEmulator.start(settings);
    Runtime.getRuntime().addShutdownHook(new Thread(emulator::close));
    System.out.printf(
        "Compute Engine emulator on %s, Cloud Billing over gRPC on %s%n",
        emulator.origin(), emulator.callsAddress());
  }

  private static Optional<String> value(List<String> words, String option) {
    int at = words.indexOf(option);
    if (at < 0) return Optional.empty();
    if (at + 1 == words.size()) throw new IllegalArgumentException(USAGE);
    return Optional.of(words.get(at + 1));
  }
}
