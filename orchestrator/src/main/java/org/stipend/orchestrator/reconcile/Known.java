package org.stipend.orchestrator.reconcile;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the live rows of a place say is there. */
record Known(List<KnownMachine> machines, List<KnownDisk> disks) {

  Known {
    machines = List.copyOf(machines);
    disks = List.copyOf(disks);
  }

  /** What can be judged where some projects do not show what is in them. */
  Known without(List<String> projects) {
    return new Known(
        machines.stream().filter(row -> isShown(row.project(), projects)).toList(),
        disks.stream().filter(row -> isShown(row.project(), projects)).toList());
  }

  private static boolean isShown(@Nullable String project, List<String> unknown) {
    return project == null || !unknown.contains(project);
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
