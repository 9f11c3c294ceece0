package org.stipend.emulator.catalog;

import com.google.cloud.compute.v1.Zone;
import java.util.List;
import org.stipend.emulator.wire.Reference;

/** Where things can be: one region and its zones. */
public final class Places {

  public static final String REGION = "us-central1";
  public static final List<String> ZONES =
      List.of("us-central1-a", "us-central1-b", "us-central1-c", "us-central1-f");

  /** When Google's own things came to be, for all that is asked. */
  static final String CREATED = "2024-01-01T00:00:00.000-08:00";

  private static final List<String> PLATFORMS =
      List.of("Ampere Altra", "Intel Cascade Lake", "Intel Ice Lake", "Intel Skylake", "AMD Rome");

  private Places() {}

  public static List<Zone> zones(String project) {
    return ZONES.stream().map(name -> zone(project, name)).toList();
  }

  private static Zone zone(String project, String name) {
    return Zone.newBuilder()
        .setKind("compute#zone")
        .setId(numberOf(name))
        .setName(name)
        .setDescription(name)
        .setStatus("UP")
        .setCreationTimestamp(CREATED)
        .setRegion(Reference.GOOGLE + "projects/" + project + "/regions/" + REGION)
        .setSelfLink(Reference.GOOGLE + "projects/" + project + "/zones/" + name)
        .addAllAvailableCpuPlatforms(PLATFORMS)
        .setSupportsPzs(true)
        .build();
  }

  /** A number that belongs to a name, the same at every start. */
  static long numberOf(String name) {
    return 1000 + Integer.toUnsignedLong(name.hashCode());
  }
}
