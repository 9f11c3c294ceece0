package org.stipend.cloud.disk;

import java.util.UUID;

/** The cloud's name of a disk: {@code pd-{disk}}. */
public record DiskName(String value) {

  public static DiskName of(UUID disk) {
    return new DiskName("pd-" + disk);
  }
}
