package org.stipend.emulator.catalog;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A machine type: what it is made of, and which quota its vCPUs count against. */
public record Shape(
    String name,
    int cpus,
    int memoryMb,
    String platform,
    String quota,
    Gpus gpus,
    boolean isShared) {

  /** GPUs that belong to the machine type; none has count zero. */
  public record Gpus(String type, int count) {
    static final Gpus NONE = new Gpus("", 0);
  }

  private static final Pattern CUSTOM =
      Pattern.compile("(?:(n1|n2|n2d|e2)-)?custom-([0-9]{1,3})-([0-9]{1,7})(-ext)?");

  private static final List<Shape> ALL =
      Stream.of(
              Family.ALL.stream().flatMap(family -> family.shapes().stream()),
              shared(),
              accelerated())
          .flatMap(shapes -> shapes)
          .toList();

  static Shape of(String name, int cpus, int memoryMb, Family family) {
    return new Shape(name, cpus, memoryMb, family.platform(), family.quota(), Gpus.NONE, false);
  }

  public static List<Shape> all() {
    return ALL;
  }

  /** Those that are listed, and custom ones that could be made. */
  public static Optional<Shape> find(String name) {
    return ALL.stream()
        .filter(shape -> shape.name().equals(name))
        .findFirst()
        .or(() -> custom(name));
  }

  private static Optional<Shape> custom(String name) {
    Matcher custom = CUSTOM.matcher(name);
    if (!custom.matches()) return Optional.empty();
    int cpus = Integer.parseInt(custom.group(2));
    int memoryMb = Integer.parseInt(custom.group(3));
    String family = custom.group(1) == null ? "n1" : custom.group(1);
    boolean isPossible =
        (cpus == 1 || (cpus > 0 && cpus % 2 == 0)) && memoryMb % 256 == 0 && memoryMb >= 256 * cpus;
    return Family.ALL.stream()
        .filter(_ -> isPossible)
        .filter(standard -> standard.name().equals(family + "-standard"))
        .map(standard -> of(name, cpus, memoryMb, standard))
        .findFirst();
  }

  private static Stream<Shape> shared() {
    return Stream.of(
        shared("f1-micro", 1, 614),
        shared("g1-small", 1, 1740),
        shared("e2-micro", 2, 1024),
        shared("e2-small", 2, 2048),
        shared("e2-medium", 2, 4096));
  }

  private static Shape shared(String name, int cpus, int memoryMb) {
    return new Shape(name, cpus, memoryMb, "Intel Broadwell", "CPUS", Gpus.NONE, true);
  }

  private static Stream<Shape> accelerated() {
    String a100 = "nvidia-tesla-a100";
    return Stream.of(
        withGpus("a2-highgpu-1g", 12, 85, a100, 1),
        withGpus("a2-highgpu-2g", 24, 170, a100, 2),
        withGpus("a2-highgpu-4g", 48, 340, a100, 4),
        withGpus("a2-highgpu-8g", 96, 680, a100, 8),
        withGpus("a2-megagpu-16g", 96, 1360, a100, 16),
        withGpus("a2-ultragpu-1g", 12, 170, "nvidia-a100-80gb", 1),
        withGpus("a2-ultragpu-2g", 24, 340, "nvidia-a100-80gb", 2),
        withGpus("a2-ultragpu-4g", 48, 680, "nvidia-a100-80gb", 4),
        withGpus("a2-ultragpu-8g", 96, 1360, "nvidia-a100-80gb", 8),
        withGpus("g2-standard-4", 4, 16, "nvidia-l4", 1),
        withGpus("g2-standard-8", 8, 32, "nvidia-l4", 1),
        withGpus("g2-standard-12", 12, 48, "nvidia-l4", 1),
        withGpus("g2-standard-16", 16, 64, "nvidia-l4", 1),
        withGpus("g2-standard-24", 24, 96, "nvidia-l4", 2),
        withGpus("g2-standard-32", 32, 128, "nvidia-l4", 1),
        withGpus("g2-standard-48", 48, 192, "nvidia-l4", 4),
        withGpus("g2-standard-96", 96, 384, "nvidia-l4", 8));
  }

  private static Shape withGpus(String name, int cpus, int memoryGb, String type, int count) {
    String quota = name.startsWith("a2") ? "A2_CPUS" : "CPUS";
    Gpus gpus = new Gpus(type, count);
    return new Shape(name, cpus, memoryGb * 1024, "Intel Cascade Lake", quota, gpus, false);
  }
}
