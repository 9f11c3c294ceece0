package org.stipend.cloud.disk;

import io.temporal.activity.ActivityInterface;

/** Disks of one provider. Doing a call twice is doing it once. */
@ActivityInterface(namePrefix = "Disks.")
public interface Disks {

  /**
   * Answers the first creation's instant however often it is called. Fails with {@code
   * COMPUTER_FULL}.
   */
  DiskCreated create(CreateDisk request);

  /**
   * Makes the disk again in another zone with what is on it, then removes the first. Answers the
   * disk where it is now, and when it was made there. Twice is once, also where the first call died
   * halfway. Fails with {@code DISK_MISSING} where it is in neither zone, {@code DISK_IN_USE}, and
   * {@code INVALID_CONFIG} where the provider has no zones.
   */
  DiskCreated move(MoveDisk request);

  /** Answers the first deletion's instant; a disk that never was counts as deleted now. */
  DiskDeleted delete(DeleteDisk request);
}
