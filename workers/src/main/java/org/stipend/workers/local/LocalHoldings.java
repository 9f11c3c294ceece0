package org.stipend.workers.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.stipend.cloud.disk.DiskName;
import org.stipend.cloud.inventory.HeldDisk;
import org.stipend.cloud.inventory.HeldMachine;
import org.stipend.cloud.inventory.HeldMachine.Power;
import org.stipend.cloud.inventory.Holdings;
import org.stipend.cloud.inventory.ListHoldings;
import org.stipend.cloud.machine.MachineName;

/**
 * The machines and disks whose folders are here, in the order of their names. It waits for nobody:
 * what is deleted while it looks is not there.
 */
final class LocalHoldings {

  private static final String DISK = "pd-";

  private final Layout layout;
  private final Runs runs;

  LocalHoldings(Layout layout, Runs runs) {
    this.layout = layout;
    this.runs = runs;
  }

  Holdings page(ListHoldings request) throws IOException {
    List<String> names = namesAfter(Objects.requireNonNullElse(request.pageToken(), ""));
    List<String> page = names.subList(0, Math.min(request.atMost(), names.size()));
    Map<DiskName, MachineName> homes = homes();
    List<HeldMachine> machines = new ArrayList<>();
    List<HeldDisk> disks = new ArrayList<>();
    for (String name : page) {
      if (name.startsWith(DISK)) {
        disk(new DiskName(name, null), homes).ifPresent(disks::add);
      } else {
        machine(new MachineName(name, null)).ifPresent(machines::add);
      }
    }
    return new Holdings(true, machines, disks, page.size() < names.size() ? page.getLast() : null);
  }

  private List<String> namesAfter(String token) throws IOException {
    List<String> names = new ArrayList<>();
    for (Path folder : Folders.list(layout.disks())) {
      if (Layout.isDisk(folder)) names.add(folder.getFileName().toString());
    }
    runs.machines().forEach(machine -> names.add(machine.value()));
    return names.stream().sorted().filter(name -> name.compareTo(token) > 0).toList();
  }

  /** Which machine each disk is the home of. */
  private Map<DiskName, MachineName> homes() throws IOException {
    Map<DiskName, MachineName> homes = new HashMap<>();
    for (MachineName machine : runs.machines()) {
      Optional<RunFolder> newest = newest(machine);
      if (newest.isPresent()) {
        order(newest.get()).ifPresent(order -> homes.put(order.start().home(), machine));
      }
    }
    return homes;
  }

  private Optional<HeldMachine> machine(MachineName name) throws IOException {
    Optional<RunFolder> newest = newest(name);
    Optional<Instant> madeAt = madeAt(layout.machine(name));
    if (newest.isEmpty() || madeAt.isEmpty()) return Optional.empty();
    RunFolder run = newest.get();
    Optional<RunFolder.Started> started = run.started();
    Power power = power(run, started.isPresent());
    return order(run)
        .map(order ->
            new HeldMachine(
                name,
                order.start().runtime(),
                generationIn(name),
                run.wish().generation(),
                power,
                order.start().machineType(),
                madeAt.get(),
                power == Power.RUNS ? started.orElseThrow().startedAt() : null));
  }

  private static Power power(RunFolder run, boolean started) throws IOException {
    if (!started) return Power.UNDER_WAY;
    return run.ended().isEmpty() && run.isAlive() ? Power.RUNS : Power.OFF;
  }

  /** The one that began last, or else the one that is about to. */
  private Optional<RunFolder> newest(MachineName name) throws IOException {
    Optional<RunFolder> began = runs.newest(name);
    return began.isPresent()
        ? began
        : RunFolder.allOf(layout.machine(name)).stream().filter(RunFolder::isReady).findFirst();
  }

  private static Optional<RunFolder.Order> order(RunFolder run) throws IOException {
    try {
      return Optional.of(run.order());
    } catch (NoSuchFileException deletedMeanwhile) {
      return Optional.empty();
    }
  }

  private Optional<HeldDisk> disk(DiskName name, Map<DiskName, MachineName> homes)
      throws IOException {
    return Folders.read(layout.diskRecord(name), LocalDisks.DiskRecord.class)
        .map(disk ->
            new HeldDisk(
                name,
                UUID.fromString(name.value().substring(DISK.length())),
                homes.get(name),
                orNull(disk.type()),
                disk.sizeGib(),
                disk.createdAt()));
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private static long generationIn(MachineName name) {
    return Long.parseLong(name.value().substring(name.value().lastIndexOf('g') + 1));
  }

  private static Optional<Instant> madeAt(Path folder) throws IOException {
    try {
      return Optional.of(
          Files.readAttributes(folder, BasicFileAttributes.class).creationTime().toInstant());
    } catch (NoSuchFileException deletedMeanwhile) {
      return Optional.empty();
    }
  }
}
