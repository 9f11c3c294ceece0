package org.stipend.orchestrator.reconcile;

import java.util.List;

/** What the live rows of a place say is there. */
record Known(List<KnownMachine> machines, List<KnownDisk> disks) {

  Known {
    machines = List.copyOf(machines);
    disks = List.copyOf(disks);
  }

  /** How many machines the cloud has, or is about to. */
  long fleet() {
    return machines.stream()
        .filter(machine -> machine.belief() != KnownMachine.Belief.NONE)
        .count();
  }

  boolean saysThatSomethingIsThere() {
    return machines.stream().anyMatch(KnownMachine::isThere)
        || disks.stream().anyMatch(disk -> disk.createdAt() != null);
  }
}
