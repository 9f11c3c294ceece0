package org.stipend.orchestrator.reconcile;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.stipend.cloud.disk.DiskName;
import org.stipend.cloud.inventory.HeldDisk;
import org.stipend.cloud.inventory.HeldMachine;
import org.stipend.cloud.inventory.Holdings;
import org.stipend.cloud.machine.MachineName;

/** All pages of what a place has. */
record Listing(boolean billingOn, List<HeldMachine> machines, List<HeldDisk> disks) {

  Listing {
    machines = List.copyOf(machines);
    disks = List.copyOf(disks);
  }

  /** Billing is on where every page says so. */
  static Listing of(List<Holdings> pages) {
    return new Listing(
        pages.stream().allMatch(Holdings::billingOn),
        pages.stream().flatMap(page -> page.machines().stream()).toList(),
        pages.stream().flatMap(page -> page.disks().stream()).toList());
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
