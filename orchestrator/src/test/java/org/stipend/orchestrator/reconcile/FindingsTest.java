package org.stipend.orchestrator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stipend.cloud.Fence;
import org.stipend.cloud.disk.DiskName;
import org.stipend.cloud.inventory.HeldDisk;
import org.stipend.cloud.inventory.HeldMachine;
import org.stipend.cloud.inventory.HeldMachine.Power;
import org.stipend.cloud.machine.MachineName;
import org.stipend.orchestrator.reconcile.Drift.Key;
import org.stipend.orchestrator.reconcile.Drift.Kind;
import org.stipend.orchestrator.reconcile.KnownMachine.Belief;
import org.stipend.orchestrator.reconcile.workflow.Outcome;

/** Each line of the reconciler's table, from nothing but rows, listings and time. */
class FindingsTest {

  private static final Instant START = Instant.parse("2026-04-01T00:00:00Z");
  private static final Instant LONG_AGO = START.minus(Duration.ofDays(3));
  private static final UUID ONE = new UUID(0, 1);
  private static final UUID DISK = new UUID(0, 2);
  private static final ReconcileSettings ON = new ReconcileSettings(true, Duration.ofMinutes(5));
  private static final ReconcileSettings OFF = new ReconcileSettings(false, Duration.ofMinutes(5));

  private final List<KnownMachine> rows = new ArrayList<>();
  private final List<KnownDisk> disks = new ArrayList<>();
  private final List<HeldMachine> held = new ArrayList<>();
  private final List<HeldDisk> heldDisks = new ArrayList<>();
  private final Map<Key, Sighting> before = new HashMap<>();
  private boolean billingOn = true;

  @Test
  void whatIsAsItShouldBeIsNoFinding() {
    rows.add(row(ONE, 4, true, Belief.RUNS));
    held.add(machine(ONE, 4, Power.RUNS));
    UUID stopped = new UUID(0, 9);
    rows.add(row(stopped, 2, false, Belief.OFF));
    held.add(machine(stopped, 2, Power.OFF));
    disks.add(new KnownDisk(DISK, null, "pd-ssd", 50, LONG_AGO));
    heldDisks.add(disk(DISK, null));

    assertThat(pass(START)).isEqualTo(new Findings(Outcome.DONE, List.of()));
  }

  @Test
  void anUnknownMachineIsQuarantinedThenStoppedThenDeleted() {
    held.add(machine(ONE, 4, Power.RUNS));
    Instant quarantine = at(16);

    assertThat(course(START)).isEqualTo(new Course(null, Act.QUARANTINE, at(15)));
    assertThat(course(at(15))).as("not yet over").extracting(Course::act).isNull();
    assertThat(course(quarantine))
        .isEqualTo(new Course(Act.QUARANTINE, Act.STOP, quarantine.plus(Duration.ofHours(1))));
    assertThat(course(at(75)))
        .isEqualTo(new Course(null, Act.STOP, quarantine.plus(Duration.ofHours(1))));
    Instant deleted = quarantine.plus(Duration.ofHours(24));
    assertThat(course(at(76))).isEqualTo(new Course(Act.STOP, Act.DELETE, deleted));

    held.set(0, machine(ONE, 4, Power.OFF));
    assertThat(course(at(90))).isEqualTo(new Course(null, Act.DELETE, deleted));
    assertThat(course(deleted)).isEqualTo(new Course(Act.DELETE, null, null));
  }

  @Test
  void anUnknownMachineThatIsOffIsOnlyDeleted() {
    held.add(machine(ONE, 4, Power.OFF));

    course(START);
    assertThat(course(at(16)))
        .isEqualTo(new Course(Act.QUARANTINE, Act.DELETE, at(16).plus(Duration.ofHours(24))));
  }

  @Test
  void aLongPauseBetweenTwoPassesIsOneSightingOnly() {
    held.add(machine(ONE, 4, Power.RUNS));

    assertThat(course(START)).extracting(Course::act).isNull();
    assertThat(course(at(600))).extracting(Course::act).isEqualTo(Act.QUARANTINE);

    before.clear(); // a pass did not see it
    assertThat(course(at(700))).extracting(Course::act).isNull();
  }

  @Test
  void itsEndIsWishedBehindEveryWishItRunsFor() {
    held.add(
        new HeldMachine(
            MachineName.of(ONE, 4), ONE, 4L, 7L, Power.RUNS, "n1-standard-4", LONG_AGO, LONG_AGO));

    Fence fence = only(START).drift().target().fence();

    assertThat(fence.id()).isEqualTo(ONE);
    assertThat(fence.generation()).isEqualTo(7);
    assertThat(fence.attempt()).isGreaterThan(1000);
  }

  @Test
  void aMachineOfARowThatHasNoneIsUnknown() {
    rows.add(row(ONE, 4, false, Belief.NONE));
    held.add(machine(ONE, 4, Power.RUNS));

    assertThat(only(START).drift().kind()).isEqualTo(Kind.UNKNOWN_MACHINE);
  }

  @Test
  void aMachineWithoutTheLabelsOfARuntimeIsShownAndNeverTouched() {
    held.add(
        new HeldMachine(
            MachineName.of(ONE, 4), null, null, null, Power.RUNS, null, LONG_AGO, LONG_AGO));

    only(START);
    Finding later = only(START.plus(Duration.ofDays(30)));

    assertThat(later.drift().kind()).isEqualTo(Kind.UNKNOWN_MACHINE);
    assertThat(later.course()).isEqualTo(new Course(null, null, null));
  }

  @Test
  void aMachineThatRunsUnwantedIsLookedAtAndThenStopped() {
    rows.add(row(ONE, 4, false, Belief.OFF));
    held.add(machine(ONE, 4, Power.RUNS));

    assertThat(only(START).drift().kind()).isEqualTo(Kind.RUNS_UNWANTED);
    before.clear();
    assertThat(course(START)).isEqualTo(new Course(Act.LOOK, Act.STOP, at(15)));
    assertThat(course(at(16))).isEqualTo(new Course(Act.STOP, null, null));
  }

  @Test
  void theStopOfAnUnwantedRunIsOlderThanTheNextStart() {
    rows.add(row(ONE, 4, false, Belief.OFF)); // its generation is 8
    held.add(machine(ONE, 4, Power.RUNS));

    assertThat(only(START).drift().target().fence().generation()).isEqualTo(8);
  }

  @Test
  void anOlderMachineIsDeletedAfterTwoSightings() {
    rows.add(row(ONE, 6, true, Belief.RUNS));
    held.add(machine(ONE, 6, Power.RUNS));
    held.add(machine(ONE, 4, Power.RUNS));

    assertThat(only(START).drift().kind()).isEqualTo(Kind.OLDER_MACHINE);
    assertThat(course(at(10))).isEqualTo(new Course(null, Act.DELETE, at(15)));
    assertThat(course(at(16))).isEqualTo(new Course(Act.DELETE, null, null));
  }

  @Test
  void anOlderMachineOnWhichADiskHangsStays() {
    rows.add(row(ONE, 6, true, Belief.RUNS));
    disks.add(new KnownDisk(DISK, null, "pd-ssd", 50, LONG_AGO));
    held.add(machine(ONE, 6, Power.RUNS));
    held.add(machine(ONE, 4, Power.RUNS));
    heldDisks.add(disk(DISK, MachineName.of(ONE, 4)));

    course(START);
    assertThat(course(at(600))).isEqualTo(new Course(null, null, null));
  }

  @Test
  void aMachineNewerThanItsRowIsUnknown() {
    rows.add(row(ONE, 4, true, Belief.RUNS));
    held.add(machine(ONE, 4, Power.RUNS));
    held.add(machine(ONE, 5, Power.RUNS));

    assertThat(only(START).drift().kind()).isEqualTo(Kind.UNKNOWN_MACHINE);
  }

  @Test
  void aTwinInAnotherZoneIsUnknown() {
    rows.add(new KnownMachine(ONE, 8, 4, "us-central1-a", true, Belief.RUNS, LONG_AGO, LONG_AGO));
    for (String zone : List.of("us-central1-a", "us-central1-b")) {
      held.add(
          new HeldMachine(
              MachineName.of(ONE, 4).in(zone),
              ONE,
              4L,
              4L,
              Power.RUNS,
              "n1-standard-4",
              LONG_AGO,
              LONG_AGO));
    }

    Drift twin = only(START).drift();

    assertThat(twin.kind()).isEqualTo(Kind.UNKNOWN_MACHINE);
    assertThat(twin.zone()).isEqualTo("us-central1-b");
  }

  @ParameterizedTest
  @EnumSource(
      value = Belief.class,
      names = {"RUNS", "OFF"})
  void aMachineThatIsGoneIsLookedForAfterTwoSightings(Belief belief) {
    rows.add(row(ONE, 4, true, belief));
    heldDisks.add(disk(DISK, null));
    disks.add(new KnownDisk(DISK, null, "pd-ssd", 50, LONG_AGO));

    assertThat(only(START).drift().kind()).isEqualTo(Kind.MACHINE_LOST);
    before.clear();
    assertThat(course(START)).isEqualTo(new Course(null, Act.LOOK, at(15)));
    assertThat(course(at(16))).isEqualTo(new Course(Act.LOOK, null, null));
  }

  @ParameterizedTest
  @EnumSource(
      value = Belief.class,
      names = {"NONE", "COMING"})
  void nobodyMissesWhatMayNotExistYet(Belief belief) {
    rows.add(row(ONE, 4, true, belief));
    heldDisks.add(disk(DISK, null));
    disks.add(new KnownDisk(DISK, null, "pd-ssd", 50, LONG_AGO));

    assertThat(pass(START).all()).isEmpty();
  }

  @Test
  void aRowYoungerThanAnHourMissesNothing() {
    Instant young = START.minus(Duration.ofMinutes(59));
    rows.add(new KnownMachine(ONE, 8, 4, null, true, Belief.RUNS, young, young));
    disks.add(new KnownDisk(DISK, null, "pd-ssd", 50, young));
    heldDisks.add(disk(new UUID(0, 5), null));
    disks.add(new KnownDisk(new UUID(0, 5), null, "pd-ssd", 50, LONG_AGO));

    assertThat(pass(START).all()).isEmpty();
    assertThat(pass(at(1)).all())
        .extracting(finding -> finding.drift().kind())
        .containsExactly(Kind.MACHINE_LOST, Kind.DISK_LOST);
  }

  @Test
  void whatPeopleSeeChangingIsOnItsWay() {
    Instant justNow = START.minus(Duration.ofMinutes(9));
    rows.add(new KnownMachine(ONE, 8, 4, null, false, Belief.RUNS, LONG_AGO, justNow));
    held.add(machine(ONE, 4, Power.RUNS));

    assertThat(pass(START).all()).isEmpty();
    assertThat(only(at(1)).drift().kind()).isEqualTo(Kind.RUNS_UNWANTED);
  }

  @ParameterizedTest
  @EnumSource(
      value = Power.class,
      names = {"UNDER_WAY"})
  void whatTheCloudIsChangingIsOnItsWay(Power power) {
    rows.add(row(ONE, 4, true, Belief.RUNS));
    held.add(machine(ONE, 4, power));

    assertThat(pass(START).all()).isEmpty();
  }

  @Test
  void aMachineThatTheCloudStoppedIsLookedAtAtOnce() {
    rows.add(row(ONE, 4, true, Belief.RUNS));
    held.add(machine(ONE, 4, Power.OFF));

    Finding finding = only(START);

    assertThat(finding.drift().kind()).isEqualTo(Kind.MACHINE_OFF);
    assertThat(finding.course()).isEqualTo(new Course(Act.LOOK, null, null));
    assertThat(finding.isDestructive()).isFalse();
  }

  @Test
  void anUnknownDiskIsKeptAndNeverDeleted() {
    heldDisks.add(disk(DISK, null));

    Course kept = new Course(null, null, START.plus(Duration.ofDays(7)));
    assertThat(course(START)).isEqualTo(kept);
    assertThat(course(START.plus(Duration.ofDays(30)))).isEqualTo(kept);
  }

  @Test
  void aDiskThatIsGoneIsShown() {
    disks.add(new KnownDisk(DISK, null, "pd-ssd", 50, LONG_AGO));
    held.add(machine(ONE, 4, Power.RUNS));
    rows.add(row(ONE, 4, true, Belief.RUNS));

    assertThat(only(START).drift().kind()).isEqualTo(Kind.DISK_LOST);
    assertThat(course(at(600))).isEqualTo(new Course(null, null, null));
  }

  @Test
  void aDiskThatIsBeingMadeOrDeletedIsNotMissed() {
    disks.add(new KnownDisk(DISK, null, "pd-ssd", 50, null));

    assertThat(pass(START).all()).isEmpty();
  }

  @Test
  void nothingIsKnownWithoutBilling() {
    billingOn = false;
    rows.add(row(ONE, 4, true, Belief.RUNS));
    held.add(machine(new UUID(0, 7), 1, Power.RUNS));

    assertThat(pass(START)).isEqualTo(new Findings(Outcome.BILLING_OFF, List.of()));
  }

  @Test
  void anEmptyListingIsNotBelievedWhereRowsSayOtherwise() {
    rows.add(row(ONE, 4, true, Belief.RUNS));

    assertThat(pass(START)).isEqualTo(new Findings(Outcome.EMPTY_LISTING, List.of()));
    rows.clear();
    disks.add(new KnownDisk(DISK, null, "pd-ssd", 50, LONG_AGO));
    assertThat(pass(START).outcome()).isEqualTo(Outcome.EMPTY_LISTING);
    disks.clear();
    assertThat(pass(START).outcome()).as("nothing is wanted either").isEqualTo(Outcome.DONE);
  }

  @Test
  void aListingThatLostAlmostAllEndsNoMoreThanTheCap() {
    int fleet = 3000;
    for (int i = 0; i < fleet; i++) {
      rows.add(row(new UUID(1, i), 4, true, Belief.RUNS));
    }
    held.add(machine(new UUID(1, 0), 4, Power.RUNS));

    pass(START);
    Findings second = pass(at(16));

    assertThat(second.all()).hasSize(fleet - 1);
    assertThat(second.all().stream().filter(Finding::isDestructive)).hasSize(30);
    assertThat(second.all().getLast().course()).isEqualTo(new Course(null, Act.LOOK, at(16)));
    assertThat(Findings.cap(5)).isEqualTo(20);
  }

  @Test
  void whatWasSeenLongestComesFirst() {
    UUID later = new UUID(0, 0);
    held.add(machine(ONE, 4, Power.RUNS));
    pass(START);
    held.addFirst(machine(later, 4, Power.RUNS));

    assertThat(pass(at(5)).all())
        .extracting(finding -> finding.drift().runtime())
        .containsExactly(ONE, later);
  }

  @Test
  void theKillSwitchLetsItSeeAndDoNothing() {
    held.add(machine(ONE, 4, Power.RUNS));
    pass(START);

    Findings off = Findings.of(known(), listing(), before, at(16), OFF);

    assertThat(off.outcome()).isEqualTo(Outcome.SWITCHED_OFF);
    assertThat(off.all())
        .singleElement()
        .extracting(Finding::course)
        .isEqualTo(new Course(null, Act.QUARANTINE, at(16)));
  }

  // ---- a pass, remembered as the table does

  private Findings pass(Instant now) {
    Findings findings = Findings.of(known(), listing(), before, now, ON);
    before.clear();
    for (Finding finding : findings.all()) {
      boolean quarantined = finding.course().act() == Act.QUARANTINE;
      before.put(
          finding.drift().key(), quarantined ? finding.seen().quarantined(now) : finding.seen());
    }
    return findings;
  }

  private Finding only(Instant now) {
    List<Finding> all = pass(now).all();
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  private Course course(Instant now) {
    return only(now).course();
  }

  private Known known() {
    return new Known(rows, disks);
  }

  private Listing listing() {
    return new Listing(billingOn, held, heldDisks);
  }

  private static Instant at(long minutes) {
    return START.plus(Duration.ofMinutes(minutes));
  }

  private static KnownMachine row(UUID runtime, long madeIn, boolean wanted, Belief belief) {
    return new KnownMachine(runtime, 8, madeIn, null, wanted, belief, LONG_AGO, LONG_AGO);
  }

  private static HeldMachine machine(UUID runtime, long madeIn, Power power) {
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

  private static HeldDisk disk(UUID disk, MachineName attachedTo) {
    return new HeldDisk(DiskName.of(disk), disk, attachedTo, "pd-ssd", 50, LONG_AGO);
  }
}
