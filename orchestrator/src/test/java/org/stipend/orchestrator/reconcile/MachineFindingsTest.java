package org.stipend.orchestrator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stipend.cloud.Fence;
import org.stipend.cloud.inventory.HeldMachine;
import org.stipend.cloud.inventory.HeldMachine.Power;
import org.stipend.cloud.machine.MachineName;
import org.stipend.orchestrator.reconcile.Drift.Kind;
import org.stipend.orchestrator.reconcile.KnownMachine.Belief;

/** Each line of the reconciler's table that is about machines. */
class MachineFindingsTest extends TestingPlace {

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
    disks.add(new KnownDisk(DISK, null, "pd-ssd", 50, LONG_AGO, null));
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
    rows.add(
        new KnownMachine(ONE, 8, 4, "us-central1-a", true, Belief.RUNS, LONG_AGO, LONG_AGO, null));
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
    disks.add(new KnownDisk(DISK, null, "pd-ssd", 50, LONG_AGO, null));

    assertThat(only(START).drift().kind()).isEqualTo(Kind.MACHINE_LOST);
    before.clear();
    assertThat(course(START)).isEqualTo(new Course(null, Act.LOOK, at(15)));
    assertThat(course(at(16))).isEqualTo(new Course(Act.LOOK, null, null));
  }

  @Test
  void whatPeopleSeeChangingIsOnItsWay() {
    Instant justNow = START.minus(Duration.ofMinutes(9));
    rows.add(new KnownMachine(ONE, 8, 4, null, false, Belief.RUNS, LONG_AGO, justNow, null));
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
}
