package org.stipend.emulator.catalog;

import java.util.List;

/** Machine types that differ in size alone: vCPUs, and memory for each of them. */
record Family(String name, int mbPerCpu, List<Integer> sizes, String platform, String quota) {

  private static final String CASCADE = "Intel Cascade Lake";
  private static final String SKYLAKE = "Intel Skylake";

  static final List<Family> ALL =
      List.of(
          of("n1-standard", 3840, SKYLAKE, "CPUS", 1, 2, 4, 8, 16, 32, 64, 96),
          of("n1-highmem", 6656, SKYLAKE, "CPUS", 2, 4, 8, 16, 32, 64, 96),
          of("n1-highcpu", 922, SKYLAKE, "CPUS", 2, 4, 8, 16, 32, 64, 96),
          of("e2-standard", 4096, "Intel Broadwell", "CPUS", 2, 4, 8, 16, 32),
          of("e2-highmem", 8192, "Intel Broadwell", "CPUS", 2, 4, 8, 16),
          of("e2-highcpu", 1024, "Intel Broadwell", "CPUS", 2, 4, 8, 16, 32),
          of("n2-standard", 4096, CASCADE, "N2_CPUS", 2, 4, 8, 16, 32, 48, 64, 80, 96, 128),
          of("n2-highmem", 8192, CASCADE, "N2_CPUS", 2, 4, 8, 16, 32, 48, 64, 80, 96),
          of("n2-highcpu", 1024, CASCADE, "N2_CPUS", 2, 4, 8, 16, 32, 48, 64, 80, 96),
          of("n2d-standard", 4096, "AMD Rome", "N2D_CPUS", 2, 4, 8, 16, 32, 48, 64, 96, 128, 224),
          of("n2d-highmem", 8192, "AMD Rome", "N2D_CPUS", 2, 4, 8, 16, 32, 48, 64, 80, 96),
          of("n2d-highcpu", 1024, "AMD Rome", "N2D_CPUS", 2, 4, 8, 16, 32, 48, 64, 96, 128, 224),
          of("c2-standard", 4096, CASCADE, "C2_CPUS", 4, 8, 16, 30, 60),
          of("c3-standard", 4096, "Intel Sapphire Rapids", "C3_CPUS", 4, 8, 22, 44, 88, 176),
          of("c3-highmem", 8192, "Intel Sapphire Rapids", "C3_CPUS", 4, 8, 22, 44, 88, 176),
          of("c3-highcpu", 2048, "Intel Sapphire Rapids", "C3_CPUS", 4, 8, 22, 44, 88, 176));

  private static Family of(String name, int mb, String platform, String quota, Integer... sizes) {
    return new Family(name, mb, List.of(sizes), platform, quota);
  }

  List<Shape> shapes() {
    return sizes.stream()
        .map(size -> Shape.of(name + "-" + size, size, mbPerCpu * size, this))
        .toList();
  }
}
