package org.stipend.orchestrator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stipend.cloud.inventory.HeldMachine;
import org.stipend.cloud.inventory.HeldMachine.Power;
import org.stipend.cloud.machine.MachineName;
import org.stipend.orchestrator.reconcile.Drift.Kind;
import org.stipend.orchestrator.reconcile.KnownMachine.Belief;
import org.stipend.orchestrator.reconcile.workflow.Outcome;

/** What a pass believes, and how much of it is done, from nothing but rows, listings and time. */
class FindingsTest extends TestingPlace {

  @Test
  void whatIsAsItShouldBeIsNoFinding() {
    rows.add(row(ONE, 4, true, Belief.RUNS));
    held.add(machine(ONE, 4, Power.RUNS));
    UUID stopped = new UUID(0, 9);
    rows.add(row(stopped, 2, false, Belief.OFF));
    held.add(machine(stopped, 2, Power.OFF));
    disks.add(new KnownDisk(DISK, null, "pd-ssd", 50, LONG_AGO, null));
    heldDisks.add(disk(DISK, null));

    assertThat(pass(START)).isEqualTo(new Findings(Outcome.DONE, List.of()));
  }

  @ParameterizedTest
  @EnumSource(
      value = Belief.class,
      names = {"NONE", "COMING"})
  void nobodyMissesWhatMayNotExistYet(Belief belief) {
    rows.add(row(ONE, 4, true, belief));
    heldDisks.add(disk(DISK, null));
    disks.add(new KnownDisk(DISK, null, "pd-ssd", 50, LONG_AGO, null));

    assertThat(pass(START).all()).isEmpty();
  }

  @Test
  void whatIsInAProjectThatDoesNotShowItIsNeitherMissedNorEnded() {
    rows.add(new KnownMachine(ONE, 8, 4, null, true, Belief.RUNS, LONG_AGO, LONG_AGO, "ws-closed"));
    disks.add(new KnownDisk(DISK, null, "pd-ssd", 50, LONG_AGO, "ws-closed"));
    UUID other = new UUID(0, 7);
    held.add(machineIn("ws-closed", new UUID(0, 9)));
    disks.add(new KnownDisk(other, null, "pd-ssd", 50, LONG_AGO, "ws-open"));
    heldDisks.add(disk(new UUID(0, 5), null));
    disks.add(new KnownDisk(new UUID(0, 5), null, "pd-ssd", 50, LONG_AGO, null));
    unknown.add("ws-closed");

    assertThat(pass(START).all())
        .extracting(finding -> finding.drift().disk())
        .containsExactly(other);
  }

  @Test
  void aRowYoungerThanAnHourMissesNothing() {
    Instant young = START.minus(Duration.ofMinutes(59));
    rows.add(new KnownMachine(ONE, 8, 4, null, true, Belief.RUNS, young, young, null));
    disks.add(new KnownDisk(DISK, null, "pd-ssd", 50, young, null));
    heldDisks.add(disk(new UUID(0, 5), null));
    disks.add(new KnownDisk(new UUID(0, 5), null, "pd-ssd", 50, LONG_AGO, null));

    assertThat(pass(START).all()).isEmpty();
    assertThat(pass(at(1)).all())
        .extracting(finding -> finding.drift().kind())
        .containsExactly(Kind.MACHINE_LOST, Kind.DISK_LOST);
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
    disks.add(new KnownDisk(DISK, null, "pd-ssd", 50, LONG_AGO, null));
    held.add(machine(ONE, 4, Power.RUNS));
    rows.add(row(ONE, 4, true, Belief.RUNS));

    assertThat(only(START).drift().kind()).isEqualTo(Kind.DISK_LOST);
    assertThat(course(at(600))).isEqualTo(new Course(null, null, null));
  }

  @Test
  void aDiskThatIsBeingMadeOrDeletedIsNotMissed() {
    disks.add(new KnownDisk(DISK, null, "pd-ssd", 50, null, null));

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
    disks.add(new KnownDisk(DISK, null, "pd-ssd", 50, LONG_AGO, null));
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

  private static HeldMachine machineIn(String project, UUID runtime) {
    return new HeldMachine(
        MachineName.of(runtime, 2).ofProject(project),
        runtime,
        2L,
        null,
        Power.RUNS,
        "n1-standard-4",
        LONG_AGO,
        LONG_AGO);
  }
}
