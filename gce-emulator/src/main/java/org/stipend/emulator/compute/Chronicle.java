package org.stipend.emulator.compute;

import static java.util.stream.Collectors.toMap;

import com.google.cloud.compute.v1.AcceleratorConfig;
import com.google.cloud.compute.v1.Disk;
import com.google.cloud.compute.v1.Instance;
import com.google.cloud.compute.v1.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.stipend.emulator.wire.Reference;

/** All that happened to machines, disks and snapshots. Only grows. */
final class Chronicle {

  private enum Power {
    OFF,
    ON,
    ASLEEP
  }

  private final Supplier<Instant> now;
  private final List<Happening> happened = new ArrayList<>();

  /** Of machines that exist, by their link. */
  private final Map<String, Power> powers = new HashMap<>();

  Chronicle(Supplier<Instant> now) {
    this.now = now;
    add(
        new Happening(
            1,
            now.get(),
            Happening.Kind.CLOUD_BEGAN,
            "",
            "",
            "",
            Map.of(),
            "",
            "",
            Map.of(),
            0,
            ""));
  }

  List<Happening> happened() {
    return List.copyOf(happened);
  }

  void machine(@Nullable Instance before, @Nullable Instance after) {
    if (after == null) {
      if (before == null) return;
      turns(before, Power.OFF);
      powers.remove(before.getSelfLink());
      note(Happening.Kind.MACHINE_GONE, before);
      return;
    }
    if (before == null) note(Happening.Kind.MACHINE_MADE, after);
    else if (!before.getMachineType().equals(after.getMachineType())) {
      note(Happening.Kind.MACHINE_TYPE_CHANGED, after);
    }
    turns(after, power(after));
  }

  /** On its way it is still what it was. */
  private Power power(Instance machine) {
    return switch (machine.getStatus()) {
      case "RUNNING" -> Power.ON;
      case "SUSPENDED" -> Power.ASLEEP;
      case "TERMINATED", "REPAIRING" -> Power.OFF;
      default -> powers.getOrDefault(machine.getSelfLink(), Power.OFF);
    };
  }

  private void turns(Instance machine, Power next) {
    Power last = powers.put(machine.getSelfLink(), next);
    if (next == (last == null ? Power.OFF : last)) return;
    note(
        switch (next) {
          case ON -> Happening.Kind.MACHINE_RUNS;
          case OFF -> Happening.Kind.MACHINE_STOPPED;
          case ASLEEP -> Happening.Kind.MACHINE_SUSPENDED;
        },
        machine);
  }

  void disk(@Nullable Disk before, @Nullable Disk after) {
    if (after == null) {
      if (before != null) note(Happening.Kind.DISK_GONE, before, "");
      return;
    }
    List<String> had = before == null ? List.of() : before.getUsersList();
    if (before == null) note(Happening.Kind.DISK_MADE, after, "");
    else if (before.getSizeGb() != after.getSizeGb()) {
      note(Happening.Kind.DISK_RESIZED, after, "");
    }
    for (String user : after.getUsersList()) {
      if (!had.contains(user)) note(Happening.Kind.DISK_ATTACHED, after, user);
    }
    for (String user : had) {
      if (!after.getUsersList().contains(user)) note(Happening.Kind.DISK_DETACHED, after, user);
    }
  }

  void snapshot(@Nullable Snapshot before, @Nullable Snapshot after) {
    if (before == null && after != null) note(Happening.Kind.SNAPSHOT_MADE, after);
    if (before != null && after == null) note(Happening.Kind.SNAPSHOT_GONE, before);
  }

  private void note(Happening.Kind kind, Instance machine) {
    add(
        new Happening(
            next(),
            now.get(),
            kind,
            project(machine.getSelfLink()),
            Reference.lastOf(machine.getZone()),
            machine.getName(),
            machine.getLabelsMap(),
            Reference.lastOf(machine.getMachineType()),
            machine.getScheduling().getProvisioningModel(),
            machine.getGuestAcceleratorsList().stream()
                .collect(
                    toMap(
                        config -> Reference.lastOf(config.getAcceleratorType()),
                        AcceleratorConfig::getAcceleratorCount,
                        Integer::sum)),
            0,
            ""));
  }

  private void note(Happening.Kind kind, Disk disk, String machine) {
    add(
        new Happening(
            next(),
            now.get(),
            kind,
            project(disk.getSelfLink()),
            Reference.lastOf(disk.getZone()),
            disk.getName(),
            disk.getLabelsMap(),
            Reference.lastOf(disk.getType()),
            "",
            Map.of(),
            disk.getSizeGb(),
            Reference.lastOf(machine)));
  }

  private void note(Happening.Kind kind, Snapshot snapshot) {
    add(
        new Happening(
            next(),
            now.get(),
            kind,
            project(snapshot.getSelfLink()),
            "",
            snapshot.getName(),
            snapshot.getLabelsMap(),
            "",
            "",
            Map.of(),
            snapshot.getDiskSizeGb(),
            ""));
  }

  private long next() {
    return happened.size() + 1L;
  }

  private void add(Happening happening) {
    happened.add(happening);
  }

  private static String project(String link) {
    return Reference.parse(link, "").map(Reference::project).orElse("");
  }
}
