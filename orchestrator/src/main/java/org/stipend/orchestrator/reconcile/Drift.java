package org.stipend.orchestrator.reconcile;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.stipend.cloud.Fence;
import org.stipend.cloud.disk.DiskName;
import org.stipend.cloud.machine.MachineName;

/**
 * One difference between the rows and the cloud.
 *
 * @param name the cloud's, of the machine or disk
 * @param zone where the provider has zones
 * @param runtime whose machine it is; null where nothing says so, and of disks
 * @param disk its id; null where nothing says so, and of machines
 * @param type the cloud's name of its machine or disk type; null where it is not known
 * @param sizeGib of a disk, else 0
 * @param burns whether it costs what its type costs: a disk, or a machine that is not off
 * @param madeAt the cloud's instant; null of what is not there
 * @param target what may be ended of it, and for which wish; null where nothing may be
 */
record Drift(
    Kind kind,
    String name,
    @Nullable String zone,
    @Nullable UUID runtime,
    @Nullable UUID disk,
    @Nullable String type,
    long sizeGib,
    boolean burns,
    @Nullable Instant madeAt,
    @Nullable Target target) {

  enum Kind {
    /** A machine that no row explains. */
    UNKNOWN_MACHINE,
    /** A machine of a runtime that has a newer one. */
    OLDER_MACHINE,
    /** A machine that runs though it is wanted stopped or gone. */
    RUNS_UNWANTED,
    /** A machine that is off though it is wanted running. */
    MACHINE_OFF,
    /** A machine that its row has and the cloud has not. */
    MACHINE_LOST,
    /** A disk that no row explains. */
    UNKNOWN_DISK,
    /** A disk that its row has and the cloud has not. */
    DISK_LOST;

    /** Nobody's row explains it, so nobody else can. */
    boolean isPaidByPlatform() {
      return this == UNKNOWN_MACHINE || this == OLDER_MACHINE || this == UNKNOWN_DISK;
    }
  }

  /**
   * A machine, and the fence of a wish to end it.
   *
   * @param home the disk that hangs on it, which stays; null where none does
   */
  record Target(MachineName machine, Fence fence, @Nullable DiskName home) {}

  /** By which it is known again. */
  record Key(Kind kind, String name, @Nullable String zone) {}

  /** The platform is charged for it as it is now. */
  boolean isCharged() {
    return burns && kind.isPaidByPlatform();
  }

  Key key() {
    return new Key(kind, name, zone);
  }
}
