package org.stipend.cloud.disk;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

public record DiskCreated(DiskName name, Instant createdAt) {

  public DiskCreated {
    createdAt = createdAt.truncatedTo(ChronoUnit.MICROS);
  }
}
