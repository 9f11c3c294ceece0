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

  /** Answers the first deletion's instant; a disk that never was counts as deleted now. */
  DiskDeleted delete(DeleteDisk request);
}
