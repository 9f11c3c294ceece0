package org.stipend.cloud.inventory;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of what is there.
 *
 * @param billingOn whether somebody pays for the project that was listed: without billing a cloud
 *     shows less than there is
 * @param nextPage token of the next page; null for the last
 */
public record Holdings(
    boolean billingOn,
    List<HeldMachine> machines,
    List<HeldDisk> disks,
    @Nullable String nextPage) {

  public Holdings {
    machines = List.copyOf(machines);
    disks = List.copyOf(disks);
  }
}
