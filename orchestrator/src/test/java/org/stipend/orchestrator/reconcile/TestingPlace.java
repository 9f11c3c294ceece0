package org.stipend.orchestrator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.stipend.cloud.disk.DiskName;
import org.stipend.cloud.inventory.HeldDisk;
import org.stipend.cloud.inventory.HeldMachine;
import org.stipend.cloud.inventory.HeldMachine.Power;
import org.stipend.cloud.machine.MachineName;
import org.stipend.orchestrator.reconcile.Drift.Key;
import org.stipend.orchestrator.reconcile.KnownMachine.Belief;

/** A place in memory: its rows, what it has, and what passes over it remember. */
class TestingPlace {

  static final Instant START = Instant.parse("2026-04-01T00:00:00Z");
  static final Instant LONG_AGO = START.minus(Duration.ofDays(3));
  static final UUID ONE = new UUID(0, 1);
  static final UUID DISK = new UUID(0, 2);
  static final ReconcileSettings ON = new ReconcileSettings(true, Duration.ofMinutes(5));
  static final ReconcileSettings OFF = new ReconcileSettings(false, Duration.ofMinutes(5));

  final List<KnownMachine> rows = new ArrayList<>();
  final List<KnownDisk> disks = new ArrayList<>();
  final List<HeldMachine> held = new ArrayList<>();
  final List<HeldDisk> heldDisks = new ArrayList<>();
  final Map<Key, Sighting> before = new HashMap<>();
  final List<String> unknown = new ArrayList<>();
  boolean billingOn = true;

  // ---- a pass, remembered as the table does

  Findings pass(Instant now) {
    Findings findings = Findings.of(known(), listing(), before, now, ON);
    before.clear();
    for (Finding finding : findings.all()) {
      boolean quarantined = finding.course().act() == Act.QUARANTINE;
      before.put(
          finding.drift().key(), quarantined ? finding.seen().quarantined(now) : finding.seen());
    }
    return findings;
  }

  Finding only(Instant now) {
    List<Finding> all = pass(now).all();
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  Course course(Instant now) {
    return only(now).course();
  }

  Known known() {
    return new Known(rows, disks);
  }

  Listing listing() {
    return new Listing(billingOn, held, heldDisks, unknown);
  }

  static Instant at(long minutes) {
    return START.plus(Duration.ofMinutes(minutes));
  }

  static KnownMachine row(UUID runtime, long madeIn, boolean wanted, Belief belief) {
    return new KnownMachine(runtime, 8, madeIn, null, wanted, belief, LONG_AGO, LONG_AGO, null);
  }

  static HeldMachine machine(UUID runtime, long madeIn, Power power) {
    return new HeldMachine(
        MachineName.of(runtime, madeIn),
        runtime,
        madeIn,
        null,
        power,
        "n1-standard-4",
        LONG_AGO,
        power == Power.RUNS ? LONG_AGO : null);
  }

  static HeldDisk disk(UUID disk, MachineName attachedTo) {
    return new HeldDisk(DiskName.of(disk), disk, attachedTo, "pd-ssd", 50, LONG_AGO);
  }
}
