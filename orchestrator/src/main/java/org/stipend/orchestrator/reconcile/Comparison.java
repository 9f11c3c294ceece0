package org.stipend.orchestrator.reconcile;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.stipend.cloud.Fence;
import org.stipend.cloud.disk.DiskName;
import org.stipend.cloud.inventory.HeldDisk;
import org.stipend.cloud.inventory.HeldMachine;
import org.stipend.cloud.inventory.HeldMachine.Power;
import org.stipend.cloud.machine.MachineName;
import org.stipend.orchestrator.reconcile.Drift.Kind;
import org.stipend.orchestrator.reconcile.Drift.Target;
import org.stipend.orchestrator.reconcile.KnownMachine.Belief;

/**
 * In what the rows and the cloud differ: both directions, from nothing but what they say. What is
 * being changed at the moment differs from nothing: its workflow is at it.
 */
final class Comparison {

  /** A row younger than this is never without its machine or disk. */
  static final Duration YOUNG = Duration.ofHours(1);

  /** A runtime whose state changed less than this ago is on its way. */
  static final Duration ON_ITS_WAY = Duration.ofMinutes(10);

  private static final int AFTER_EVERY_ATTEMPT = 1_000_000;

  private final Listing listing;
  private final Known known;
  private final Instant now;
  private final Map<UUID, KnownMachine> byRuntime;
  private final Map<MachineName, DiskName> homes;

  private Comparison(Listing listing, Known known, Instant now) {
    this.listing = listing;
    this.known = known;
    this.now = now;
    this.byRuntime =
        known.machines().stream().collect(toMap(KnownMachine::runtime, machine -> machine));
    this.homes = listing.homes();
  }

  static List<Drift> of(Listing listing, Known known, Instant now) {
    var comparison = new Comparison(listing, known, now);
    List<Drift> found = new ArrayList<>();
    listing.machines().forEach(held -> comparison.judge(held).ifPresent(found::add));
    found.addAll(comparison.lostMachines());
    found.addAll(comparison.unknownDisks());
    found.addAll(comparison.lostDisks());
    return List.copyOf(found);
  }

  private Optional<Drift> judge(HeldMachine held) {
    KnownMachine row = held.runtime() == null ? null : byRuntime.get(held.runtime());
    if (row == null || row.belief() == Belief.NONE || held.madeIn() == null) {
      return Optional.of(unknown(held));
    }
    if (held.madeIn() != row.madeIn() || isElsewhere(held, row)) {
      boolean older = held.madeIn() < row.madeIn();
      return Optional.of(older ? older(held) : unknown(held));
    }
    if (isOnItsWay(row)) {
      return Optional.empty();
    }
    if (held.power() == Power.RUNS && !row.wantedRunning()) {
      return Optional.of(drift(Kind.RUNS_UNWANTED, held, end(held, row.generation())));
    }
    boolean isOff = held.power() == Power.OFF && row.belief() == Belief.RUNS;
    return isOff && row.wantedRunning()
        ? Optional.of(drift(Kind.MACHINE_OFF, held, null))
        : Optional.empty();
  }

  private static boolean isElsewhere(HeldMachine held, KnownMachine row) {
    return row.zone() != null && !row.zone().equals(held.name().zone());
  }

  private boolean isOnItsWay(KnownMachine row) {
    return row.since().plus(ON_ITS_WAY).isAfter(now);
  }

  /** Without a label that says whose it is nobody touches it. */
  private Drift unknown(HeldMachine held) {
    return drift(
        Kind.UNKNOWN_MACHINE,
        held,
        held.runtime() == null || held.madeIn() == null ? null : end(held, 0));
  }

  /** Only a machine on which no researcher's disk hangs may go. */
  private Drift older(HeldMachine held) {
    boolean free = !homes.containsKey(held.name());
    return drift(Kind.OLDER_MACHINE, held, free ? end(held, 0) : null);
  }

  /**
   * Behind every wish that the machine can have run for, and before every later one.
   *
   * @param generation of its row's wish, 0 where it has no row
   */
  private Target end(HeldMachine held, long generation) {
    long madeIn = Objects.requireNonNull(held.madeIn());
    long run = Math.max(madeIn, Objects.requireNonNullElse(held.run(), madeIn));
    return new Target(
        held.name(),
        new Fence(
            Objects.requireNonNull(held.runtime()), Math.max(run, generation), AFTER_EVERY_ATTEMPT),
        homes.get(held.name()));
  }

  private static Drift drift(Kind kind, HeldMachine held, @Nullable Target target) {
    return new Drift(
        kind,
        held.name().value(),
        held.name().zone(),
        held.runtime(),
        null,
        held.machineType(),
        0,
        held.power() != Power.OFF,
        held.madeAt(),
        target);
  }

  private List<Drift> lostMachines() {
    Set<Made> there =
        listing.machines().stream()
            .map(held -> new Made(held.runtime(), held.madeIn()))
            .collect(toSet());
    return known.machines().stream()
        .filter(KnownMachine::isThere)
        .filter(row -> isOldEnough(row.createdAt()) && !isOnItsWay(row))
        .filter(row -> !there.contains(new Made(row.runtime(), row.madeIn())))
        .map(row -> lost(row))
        .toList();
  }

  private List<Drift> unknownDisks() {
    Set<UUID> rows = known.disks().stream().map(KnownDisk::disk).collect(toSet());
    return listing.disks().stream()
        .filter(held -> held.disk() == null || !rows.contains(held.disk()))
        .map(Comparison::unknown)
        .toList();
  }

  private static Drift unknown(HeldDisk held) {
    return new Drift(
        Kind.UNKNOWN_DISK,
        held.name().value(),
        held.name().zone(),
        null,
        held.disk(),
        held.type(),
        held.sizeGib(),
        true,
        held.madeAt(),
        null);
  }

  private List<Drift> lostDisks() {
    Set<UUID> there =
        listing.disks().stream().map(HeldDisk::disk).filter(Objects::nonNull).collect(toSet());
    return known.disks().stream()
        .filter(row -> row.createdAt() != null && isOldEnough(row.createdAt()))
        .filter(row -> !there.contains(row.disk()))
        .map(row -> lost(row))
        .toList();
  }

  private boolean isOldEnough(Instant createdAt) {
    return !createdAt.plus(YOUNG).isAfter(now);
  }

  private static Drift lost(KnownMachine row) {
    MachineName name = row.name();
    return new Drift(
        Kind.MACHINE_LOST,
        name.value(),
        name.zone(),
        row.runtime(),
        null,
        null,
        0,
        false,
        null,
        null);
  }

  private static Drift lost(KnownDisk row) {
    return new Drift(
        Kind.DISK_LOST,
        DiskName.of(row.disk()).value(),
        row.zone(),
        null,
        row.disk(),
        row.type(),
        row.sizeGib(),
        false,
        null,
        null);
  }

  private record Made(@Nullable UUID runtime, @Nullable Long generation) {}
}
