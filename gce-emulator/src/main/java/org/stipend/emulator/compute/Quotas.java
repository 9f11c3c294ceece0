package org.stipend.emulator.compute;

import com.google.cloud.compute.v1.Disk;
import com.google.cloud.compute.v1.Instance;
import com.google.cloud.compute.v1.Quota;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.stipend.emulator.catalog.Places;
import org.stipend.emulator.wire.Reference;

/** What a project may hold at once. What it uses is counted from what it holds, never kept. */
final class Quotas {

  static final String CPUS_ALL_REGIONS = "CPUS_ALL_REGIONS";
  static final String GPUS_ALL_REGIONS = "GPUS_ALL_REGIONS";

  private static final Map<String, Long> REGION =
      Map.ofEntries(
          Map.entry("CPUS", 24L),
          Map.entry("N2_CPUS", 24L),
          Map.entry("N2D_CPUS", 24L),
          Map.entry("C2_CPUS", 24L),
          Map.entry("C3_CPUS", 24L),
          Map.entry("A2_CPUS", 12L),
          Map.entry("DISKS_TOTAL_GB", 4096L),
          Map.entry("SSD_TOTAL_GB", 500L),
          Map.entry("INSTANCES", 24L),
          Map.entry("IN_USE_ADDRESSES", 8L),
          Map.entry("NVIDIA_T4_GPUS", 1L),
          Map.entry("NVIDIA_V100_GPUS", 1L),
          Map.entry("NVIDIA_P100_GPUS", 1L),
          Map.entry("NVIDIA_P4_GPUS", 1L),
          Map.entry("NVIDIA_L4_GPUS", 1L),
          Map.entry("NVIDIA_A100_GPUS", 1L),
          Map.entry("NVIDIA_A100_80GB_GPUS", 1L));
  private static final Map<String, Long> EVERYWHERE =
      Map.of(CPUS_ALL_REGIONS, 32L, GPUS_ALL_REGIONS, 0L, "SNAPSHOTS", 1000L, "NETWORKS", 5L);

  private final ProjectState project;
  private final Map<String, Long> limits = new HashMap<>();

  Quotas(ProjectState project) {
    this.project = project;
    limits.putAll(REGION);
    limits.putAll(EVERYWHERE);
  }

  void limit(String metric, long limit) {
    limits.put(metric, limit);
  }

  List<Quota> ofRegion() {
    return listed(REGION);
  }

  List<Quota> ofProject() {
    return listed(EVERYWHERE);
  }

  private List<Quota> listed(Map<String, Long> metrics) {
    Map<String, Long> used = used();
    return new TreeMap<>(metrics)
        .keySet().stream()
            .map(metric ->
                Quota.newBuilder()
                    .setMetric(metric)
                    .setLimit(limits.getOrDefault(metric, 0L))
                    .setUsage(used.getOrDefault(metric, 0L))
                    .build())
            .toList();
  }

  /** The first metric that more would exceed, in words; empty if it fits. */
  Optional<Excess> excess(Map<String, Long> more) {
    Map<String, Long> used = used();
    return new TreeMap<>(more)
        .entrySet().stream()
            .filter(asked ->
                asked.getValue() > 0
                    && used.getOrDefault(asked.getKey(), 0L) + asked.getValue()
                        > limits.getOrDefault(asked.getKey(), 0L))
            .findFirst()
            .map(asked -> new Excess(asked.getKey(), limits.getOrDefault(asked.getKey(), 0L)));
  }

  record Excess(String metric, long limit) {

    boolean isEverywhere() {
      return EVERYWHERE.containsKey(metric);
    }

    String message() {
      String where = isEverywhere() ? "globally." : "in region " + Places.REGION + ".";
      return "Quota '%s' exceeded.  Limit: %d.0 %s".formatted(metric, limit, where);
    }
  }

  private Map<String, Long> used() {
    var used = new HashMap<String, Long>();
    used.put("NETWORKS", 1L);
    used.put("SNAPSHOTS", (long) project.snapshots().all().size());
    project.disks().all().forEach(disk -> add(used, ofDisk(disk)));
    for (Instance instance : project.instances().all()) {
      add(used, Hardware.held(instance));
      if (!Hardware.isIdle(instance)) add(used, Hardware.running(instance));
    }
    return used;
  }

  static Map<String, Long> ofDisk(Disk disk) {
    return Map.of(metricOf(disk.getType()), disk.getSizeGb());
  }

  static String metricOf(String diskType) {
    return Reference.lastOf(diskType).equals("pd-standard") ? "DISKS_TOTAL_GB" : "SSD_TOTAL_GB";
  }

  static void add(Map<String, Long> sum, Map<String, Long> more) {
    more.forEach((metric, amount) -> sum.merge(metric, amount, Long::sum));
  }
}
