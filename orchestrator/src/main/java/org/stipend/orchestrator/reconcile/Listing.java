package org.stipend.orchestrator.reconcile;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stipend.cloud.disk.DiskName;
import org.stipend.cloud.inventory.HeldDisk;
import org.stipend.cloud.inventory.HeldMachine;
import org.stipend.cloud.inventory.Holdings;
import org.stipend.cloud.machine.MachineName;

/**
 * All pages of what a place has.
 *
 * @param unknown projects that do not show all that is in them; nothing of theirs is listed
 */
record Listing(
    boolean billingOn, List<HeldMachine> machines, List<HeldDisk> disks, List<String> unknown) {

  Listing {
    List<String> hidden = List.copyOf(unknown);
    unknown = hidden;
    machines = machines.stream().filter(it -> isShown(it.name().project(), hidden)).toList();
    disks = disks.stream().filter(it -> isShown(it.name().project(), hidden)).toList();
  }

  private static boolean isShown(@Nullable String project, List<String> unknown) {
    return project == null || !unknown.contains(project);
  }

  /** Billing is on where every page says so. */
  static Listing of(List<Holdings> pages) {
    return new Listing(
        pages.stream().allMatch(Holdings::billingOn),
        pages.stream().flatMap(page -> page.machines().stream()).toList(),
        pages.stream().flatMap(page -> page.disks().stream()).toList(),
        pages.stream().flatMap(page -> page.unknown().stream()).distinct().toList());
  }

  boolean isEmpty() {
    return machines.isEmpty() && disks.isEmpty();
  }

  /** The researcher's disk that hangs on each machine, where one does. */
  Map<MachineName, DiskName> homes() {
    Map<MachineName, DiskName> homes = new HashMap<>();
    for (HeldDisk disk : disks) {
      MachineName machine = disk.attachedTo();
      if (machine != null) {
        homes.put(machine, disk.name());
      }
    }
    return homes;
  }
}
