package org.stipend.emulator.catalog;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An accelerator: where it is, how many go on one machine, which quota counts it. */
public record Gpu(
    String name, String description, int most, String quota, boolean attaches, Set<String> zones) {

  private static final List<Gpu> ALL =
      List.of(
          of("nvidia-tesla-t4", "NVIDIA T4", 4, "NVIDIA_T4_GPUS", true, "abcf"),
          of("nvidia-tesla-v100", "NVIDIA V100", 8, "NVIDIA_V100_GPUS", true, "abcf"),
          of("nvidia-tesla-p100", "NVIDIA Tesla P100", 4, "NVIDIA_P100_GPUS", true, "cf"),
          of("nvidia-tesla-p4", "NVIDIA Tesla P4", 4, "NVIDIA_P4_GPUS", true, "ac"),
          of("nvidia-tesla-a100", "NVIDIA A100 40GB", 16, "NVIDIA_A100_GPUS", false, "abcf"),
          of("nvidia-a100-80gb", "NVIDIA A100 80GB", 8, "NVIDIA_A100_80GB_GPUS", false, "ac"),
          of("nvidia-l4", "NVIDIA L4", 8, "NVIDIA_L4_GPUS", false, "abc"));

  private static Gpu of(
      String name, String description, int most, String quota, boolean attaches, String zones) {
    Set<String> in =
        zones
            .chars()
            .mapToObj(zone -> Places.REGION + "-" + (char) zone)
            .collect(java.util.stream.Collectors.toUnmodifiableSet());
    return new Gpu(name, description, most, quota, attaches, in);
  }

  public static List<Gpu> all() {
    return ALL;
  }

  public static Optional<Gpu> find(String zone, String name) {
    return ALL.stream()
        .filter(gpu -> gpu.name().equals(name) && gpu.zones().contains(zone))
        .findFirst();
  }
}
