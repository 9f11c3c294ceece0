package org.stipend.cloud.inventory;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.stipend.cloud.disk.DiskName;
import org.stipend.cloud.machine.MachineName;

/**
 * A disk of a researcher that is there; a machine's boot disk goes with its machine and is none.
 *
 * @param disk its id, as its labels say; null where they do not
 * @param attachedTo the machine it hangs on, also one that is off; null where it hangs on none
 * @param type the cloud's name, for example {@code pd-balanced}; null where it is not known
 * @param sizeGib provisioned size in GiB (2^30 bytes)
 * @param madeAt the cloud's instant, cut to microseconds
 */
public record HeldDisk(
    DiskName name,
    @Nullable UUID disk,
    @Nullable MachineName attachedTo,
    @Nullable String type,
    long sizeGib,
    Instant madeAt) {

  public HeldDisk {
    madeAt = madeAt.truncatedTo(ChronoUnit.MICROS);
  }
}
