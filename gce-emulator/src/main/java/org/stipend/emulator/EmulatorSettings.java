package org.stipend.emulator;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.stipend.emulator.catalog.Addresses;

/**
 * How an emulator starts: its ports (0: any free one), its clock, where it keeps its state.
 *
 * @param projects that are there from the start; none: any that is asked for
 * @param longestWait how long it holds who waits for an operation
 */
public record EmulatorSettings(
    int port,
    int billingPort,
    Clock clock,
    Optional<Path> state,
    Addresses addresses,
    Set<String> projects,
    Duration longestWait) {

  /** That of Google. */
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

  public EmulatorSettings {
    projects = Set.copyOf(projects);
  }

  public EmulatorSettings(
      int port,
      int billingPort,
      Clock clock,
      Optional<Path> state,
      Addresses addresses,
      Set<String> projects) {
    this(port, billingPort, clock, state, addresses, projects, LONGEST_WAIT);
  }

  /** On any free port, with nothing kept and nobody listening in machines. */
  public static EmulatorSettings with(Clock clock) {
    return new EmulatorSettings(0, 0, clock, Optional.empty(), Addresses.PRIVATE, Set.of());
  }

  public EmulatorSettings onPort(int number) {
    return new EmulatorSettings(
        number, billingPort, clock, state, addresses, projects, longestWait);
  }

  /** Where billing is called over gRPC. */
  public EmulatorSettings withBillingOnPort(int number) {
    return new EmulatorSettings(port, number, clock, state, addresses, projects, longestWait);
  }

  /** Goes on where the last one with this file ended, whatever ended it. */
  public EmulatorSettings keptIn(Path file) {
    return new EmulatorSettings(
        port, billingPort, clock, Optional.of(file), addresses, projects, longestWait);
  }

  /** Machines have addresses on this computer, and stand-ins for their tools listen there. */
  public EmulatorSettings withGuests() {
    return new EmulatorSettings(
        port, billingPort, clock, state, Addresses.LOOPBACK, projects, longestWait);
  }

  /** With these projects alone, until others are made. */
  public EmulatorSettings withProjects(Set<String> ids) {
    return new EmulatorSettings(port, billingPort, clock, state, addresses, ids, longestWait);
  }

  /** As seen by a client that waits no longer than that in the emulator's time. */
  public EmulatorSettings holdingWaitsFor(Duration time) {
    return new EmulatorSettings(port, billingPort, clock, state, addresses, projects, time);
  }
}
