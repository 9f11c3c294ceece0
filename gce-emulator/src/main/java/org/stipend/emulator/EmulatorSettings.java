package org.stipend.emulator;

import java.nio.file.Path;
import java.util.Optional;
import org.stipend.emulator.catalog.Addresses;

/** How an emulator starts: its ports (0: any free one), its clock, where it keeps its state. */
public record EmulatorSettings(
    int port, int billingPort, Clock clock, Optional<Path> state, Addresses addresses) {

  /** On any free port, with nothing kept and nobody listening in machines. */
  public static EmulatorSettings with(Clock clock) {
    return new EmulatorSettings(0, 0, clock, Optional.empty(), Addresses.PRIVATE);
  }

  public EmulatorSettings onPort(int number) {
    return new EmulatorSettings(number, billingPort, clock, state, addresses);
  }

  /** Where billing is called over gRPC. */
  public EmulatorSettings withBillingOnPort(int number) {
    return new EmulatorSettings(port, number, clock, state, addresses);
  }

  /** Goes on where the last one with this file ended, whatever ended it. */
  public EmulatorSettings keptIn(Path file) {
    return new EmulatorSettings(port, billingPort, clock, Optional.of(file), addresses);
  }

  /** Machines have addresses on this computer, and stand-ins for their tools listen there. */
  public EmulatorSettings withGuests() {
    return new EmulatorSettings(port, billingPort, clock, state, Addresses.LOOPBACK);
  }
}
