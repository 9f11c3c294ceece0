package org.stipend.cloud.disk;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The cloud's name of a disk: {@code pd-{disk}}.
 *
 * @param zone where it is or is to be; null where the provider has none
 */
public record DiskName(String value, @Nullable String zone) {

  public static DiskName of(UUID disk) {
    return new DiskName("pd-" + disk, null);
  }

  public DiskName in(@Nullable String newZone) {
    return new DiskName(value, newZone);
  }
}
