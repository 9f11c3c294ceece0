package org.stipend.cloud.disk;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * @param createdAt when the disk that was deleted had been made, null where there never was one
 */
public record DiskDeleted(DiskName name, @Nullable Instant createdAt, Instant deletedAt) {

  public DiskDeleted {
    createdAt = createdAt == null ? null : createdAt.truncatedTo(ChronoUnit.MICROS);
    deletedAt = deletedAt.truncatedTo(ChronoUnit.MICROS);
  }
}
