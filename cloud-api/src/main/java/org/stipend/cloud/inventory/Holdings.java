package org.stipend.cloud.inventory;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One page of what is there.
 *
 * @param billingOn whether somebody pays for the project that was listed: without billing a cloud
 *     shows less than there is
 * @param nextPage token of the next page; null for the last
 * @param unknown projects of workspaces that do not show what is in them, as names of machines and
 *     disks say them
 */
public record Holdings(
    boolean billingOn,
    List<HeldMachine> machines,
    List<HeldDisk> disks,
    @Nullable String nextPage,
    List<String> unknown) {

  public Holdings {
    machines = List.copyOf(machines);
    disks = List.copyOf(disks);
    // older workers do not say
    unknown = List.copyOf(Objects.requireNonNullElse(unknown, List.of()));
  }

  /** Where every project shows what is in it. */
  public Holdings(
      boolean billingOn,
      List<HeldMachine> machines,
      List<HeldDisk> disks,
      @Nullable String nextPage) {
    this(billingOn, machines, disks, nextPage, List.of());
  }
}
