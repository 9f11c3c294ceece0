package org.stipend.emulator.compute;

import java.time.Instant;
import java.util.Map;

/**
 * What came to be, changed or went, and when. A machine has a machine type, a provisioning model
 * and accelerators (how many of each type); disks and snapshots have a size, disks a type too, and
 * where they are attached or detached a machine. What does not apply is empty or zero.
 */
public record Happening(
    long number,
    Instant at,
    Kind kind,
    String project,
    String zone,
    String name,
    Map<String, String> labels,
    String type,
    String provisioningModel,
    Map<String, Integer> accelerators,
    long sizeGb,
    String machine) {

  /** What happened. */
  public enum Kind {
    /** Always the first: what was before, as before a reset, is not known. */
    CLOUD_BEGAN,
    MACHINE_MADE,
    MACHINE_RUNS,
    /** Also when its host was lost, and just before it is gone if it was on. */
    MACHINE_STOPPED,
    MACHINE_SUSPENDED,
    MACHINE_TYPE_CHANGED,
    MACHINE_GONE,
    DISK_MADE,
    DISK_RESIZED,
    DISK_ATTACHED,
    DISK_DETACHED,
    DISK_GONE,
    SNAPSHOT_MADE,
    SNAPSHOT_GONE
  }

  public Happening {
    labels = Map.copyOf(labels);
    accelerators = Map.copyOf(accelerators);
  }
}
