package org.stipend.cloud.disk;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The cloud's name of a disk: {@code pd-{disk}}.
 *
 * @param zone where it is or is to be; null where the provider has none
 * @param project of its workspace; null: the one that all share, or the provider has none
 */
public record DiskName(String value, @Nullable String zone, @Nullable String project) {

  /** In the project that all share. */
  public DiskName(String value, @Nullable String zone) {
    this(value, zone, null);
  }

  public static DiskName of(UUID disk) {
    return new DiskName("pd-" + disk, null);
  }

  public DiskName in(@Nullable String newZone) {
    return new DiskName(value, newZone, project);
  }

  public DiskName ofProject(@Nullable String newProject) {
    return new DiskName(value, zone, newProject);
  }
}
