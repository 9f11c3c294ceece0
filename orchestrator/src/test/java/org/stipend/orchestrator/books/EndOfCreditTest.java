package org.stipend.orchestrator.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stipend.orchestrator.books.MoneyWorld.GPU_MACHINE;
import static org.stipend.orchestrator.books.MoneyWorld.T0;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.stipend.cost.DiskId;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.RuntimeId;
import org.stipend.cost.WorkspaceId;
import org.stipend.orchestrator.TestDatabase;
import org.stipend.orchestrator.admission.Admission;
import org.stipend.orchestrator.admission.NewDisk;
import org.stipend.orchestrator.ledger.Proof;
import org.stipend.orchestrator.ledger.ProofCheck;

/** One dollar, an n1-standard-4 with a T4 and 100 GiB pd-balanced, in a month of 30 days. */
final class EndOfCreditTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private final RuntimeId runtime = new RuntimeId(UUID.randomUUID());
  private final DiskId disk = new DiskId(UUID.randomUUID());
  private MoneyWorld world;
  private ResearcherId ada;
  private WorkspaceId workspace;

  @BeforeEach
  void startsEverythingAtZero() {
    world = new MoneyWorld(database);
    ada = world.aResearcher();
    workspace = world.aWorkspaceOf(ada);
    world.grant(ada, "1");
    world.diskCreated(disk, workspace, "pd-balanced", 100, T0);
    world.machineStarted(runtime, workspace, GPU_MACHINE, T0);
  }

  @AfterEach
  void close() {
    world.close();
  }

  private static Instant t(long seconds) {
    return T0.plusSeconds(seconds);
  }

  @Test
  void tellsMachinesToStopTheLeadBeforeTheLastPayableSecond() {
    assertThat(world.machinesStopAt(ada)).isEqualTo(t(6_379));
    Deadline next = world.fire(ada, t(6_379));
    assertThat(world.machines.orders).containsExactly(t(6_379));
    assertThat(next.deadline()).isEqualTo(t(6_499));
  }

  @Test
  void aStopBeforeTheEndFreesCreditForTheDisk() {
    world.fire(ada, t(6_379));
    world.clock.moveTo(t(6_442));
    world.machineStopped(runtime, t(6_440));
    assertThat(Balances.left(world, ada)).isEqualTo(9_156_110);
    assertThat(world.deadline(ada).deadline()).isEqualTo(t(8_813));
    world.fire(ada, t(8_813));
    assertThat(Balances.left(world, ada)).isEqualTo(1_017);
    assertThat(world.status(ada)).isEqualTo("EXHAUSTED");
    assertThat(Balances.platformPaid(world, "OVERRUN", ada)).isZero();
  }

  @Test
  void aStopAfterTheEndIsOverrunToTheSecond() {
    world.fire(ada, t(6_379));
    world.fire(ada, t(6_499));
    world.clock.moveTo(t(6_531));
    world.machineStopped(runtime, t(6_530));
    expectStopAt6530();
  }

  private void expectStopAt6530() {
    assertThat(Balances.left(world, ada)).isEqualTo(78_504);
    assertThat(Balances.platformPaid(world, "OVERRUN", ada)).isEqualTo(4_649_992);
    assertThat(Balances.platformPaid(world, "GRACE", ada)).isEqualTo(119_599);
    assertThat(world.status(ada)).isEqualTo("EXHAUSTED");
  }

  @Test
  void anHourLateOrTwiceOrStaleLeavesTheSameBooks() {
    Deadline stale = world.deadline(ada);
    world.clock.moveTo(t(6_531));
    world.machineStopped(runtime, t(6_530));
    Deadlines deadlines = world.get(Deadlines.class);
    Instant late = t(6_499 + 3_600);
    world.clock.moveTo(late);
    deadlines.onDeadline(ada, stale.epoch(), late);
    world.fire(ada, late);
    Deadline after = world.fire(ada, late);
    world.fire(ada, late);
    expectStopAt6530();
    assertThat(deadlines.onDeadline(ada, stale.epoch(), late)).isEqualTo(after);
    assertThat(after.deadline()).as("of the disk").isEqualTo(t(6_499).plus(Duration.ofDays(7)));
  }

  @Test
  void aStopLearnedAfterTheHandOverPutsTheBooksRight() {
    world.fire(ada, t(6_379));
    world.fire(ada, t(6_499));
    world.clock.moveTo(t(7_000));
    world.machineStopped(runtime, t(6_440));
    assertThat(Balances.left(world, ada) + charged(t(6_440), t(6_499))).isEqualTo(9_156_110);
    assertThat(world.status(ada)).isEqualTo("ACTIVE");
    assertThat(Balances.platformPaid(world, "OVERRUN", ada)).isZero();
    assertThat(world.deadline(ada).deadline()).isEqualTo(t(8_813));
    world.fire(ada, t(8_813));
    assertThat(Balances.left(world, ada)).isEqualTo(1_017);
    assertThat(kinds()).contains("REVERSAL", "RESTATE");
  }

  @Test
  void aMachineLearnedOfAfterThreeGrantsRanDryShiftsWhatEachOfThemPaid() {
    world.grant(ada, "1");
    world.grant(ada, "1");
    for (Instant to = t(600); !to.isAfter(t(21_600)); to = to.plusSeconds(600)) {
      settle(to);
    }
    assertThat(world.status(ada)).isEqualTo("EXHAUSTED");
    world.clock.moveTo(t(22_000));
    world.machineStarted(new RuntimeId(UUID.randomUUID()), workspace, "n1-standard-4", T0);
    settle(t(25_200));
    assertThat(Balances.left(world, ada)).isLessThan(1_000_000);
    assertThat(Balances.platformPaid(world, "OVERRUN", ada)).isPositive();
    assertThat(world.get(Proof.class).run()).allMatch(ProofCheck.Result::ok);
  }

  @Test
  void aStartThatAnotherClockPutsBeforeTheLastStopCountsFromThatStop() {
    world.clock.moveTo(t(300));
    world.machineStopped(runtime, t(300));
    world.clock.moveTo(t(310));
    world.machineStarted(runtime, workspace, GPU_MACHINE, t(290));
    world.machineStopped(runtime, t(400));
    assertThat(
            world
                .jdbc()
                .sql("SELECT started_at FROM usage_run WHERE resource = :r ORDER BY started_at")
                .param("r", runtime.value())
                .query((row, n) -> row.getTimestamp(1).toInstant())
                .list())
        .containsExactly(t(0), t(300));
  }

  @Test
  void aStartThatAnotherClockPutsBeforeThePoolCountsFromThere() {
    world.clock.moveTo(t(600));
    ResearcherId grace = world.aResearcher();
    WorkspaceId hers = world.aWorkspaceOf(grace);
    world.grant(grace, "1");
    world.machineStarted(new RuntimeId(UUID.randomUUID()), hers, GPU_MACHINE, t(590));
    world.settle(grace, t(650));
    assertThat(Balances.platformPaid(world, "OVERRUN", grace)).isEqualTo(1_499_997); // ten seconds
    world.inBooks(grace, row -> assertThat(world.get(PoolProof.class).wrongBooks(row)).isEmpty());
  }

  @Test
  void aGrantBringsExpiredCreditBack() {
    ResearcherId grace = world.aResearcher();
    world.grant(grace, "2", t(3_600));
    world.fire(grace, t(3_600));
    assertThat(world.status(grace)).isEqualTo("EXPIRED");
    world.clock.moveTo(t(4_000));
    world.grant(grace, "5");
    assertThat(world.status(grace)).isEqualTo("ACTIVE");
    assertThat(Balances.left(world, grace)).isEqualTo(5_000_000_000L);
  }

  private void settle(Instant to) {
    world.settle(ada, to);
  }

  /** What the disk alone took meanwhile: differences of its cumulative roundings. */
  private static long charged(Instant from, Instant to) {
    return cost(to) - cost(from);
  }

  private static long cost(Instant to) {
    return Math.round(10_000_000_000L / 2_592_000.0 * (to.getEpochSecond() - T0.getEpochSecond()));
  }

  private List<String> kinds() {
    return world
        .jdbc()
        .sql("SELECT DISTINCT kind FROM journal WHERE researcher = :r")
        .param("r", ada.value())
        .query(String.class)
        .list();
  }

  @Test
  void aLaunchThatFailedIsThePlatformsToPay() {
    world.clock.moveTo(t(100));
    world.machineStopped(runtime, t(90));
    long diskOnly = 1_000_000_000 - 90 * 10_000_000_000L / 2_592_000;
    assertThat(Balances.left(world, ada)).isLessThan(diskOnly - 1_000_000);
    world.launchFailed(runtime, T0);
    assertThat(Balances.left(world, ada)).isBetween(diskOnly - 1, diskOnly + 1);
    assertThat(Balances.platformPaid(world, "FAILED_LAUNCH", ada)).isEqualTo(13_499_975);
    assertThat(kinds()).contains("PAYER_TRANSFER").doesNotContain("REVERSAL");
  }

  @Test
  void aNewGrantTakesTheDiskBackAtThatSecond() {
    world.fire(ada, t(6_379));
    world.fire(ada, t(6_499));
    world.clock.moveTo(t(6_531));
    world.machineStopped(runtime, t(6_530));
    world.clock.moveTo(t(10_000));
    world.grant(ada, "5");
    assertThat(world.status(ada)).isEqualTo("ACTIVE");
    long grace = Balances.platformPaid(world, "GRACE", ada);
    assertThat(grace).isEqualTo(charged(t(6_499), t(10_000)));
    world.clock.moveTo(t(20_000));
    world.diskDeleted(disk, t(20_000));
    assertThat(Balances.platformPaid(world, "GRACE", ada)).isEqualTo(grace);
  }

  @Test
  void creditExpiresOnceAndWhatIsLeftIsBreakage() {
    ResearcherId grace = world.aResearcher();
    world.grant(grace, "2", t(3_600));
    assertThat(world.deadline(grace).deadline()).isEqualTo(t(3_600));
    world.fire(grace, t(9_999));
    world.fire(grace, t(9_999));
    assertThat(Balances.left(world, grace)).isZero();
    assertThat(world.status(grace)).isEqualTo("EXPIRED");
    assertThat(
            world
                .jdbc()
                .sql("SELECT count(*) FROM journal WHERE kind = 'EXPIRE' AND researcher = :r")
                .param("r", grace.value())
                .query(Long.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void refusesAStartThatCouldNotBeStoppedInTime() {
    assertThat(decideWith("0.027694394")).isInstanceOf(Admission.Admitted.class);
    assertThat(decideWith("0.027694393"))
        .isInstanceOfSatisfying(
            Admission.Unfunded.class, no -> assertThat(no.code()).isEqualTo("CREDIT_INSUFFICIENT"));
  }

  private Admission decideWith(String dollars) {
    ResearcherId bob = world.aResearcher();
    world.grant(bob, dollars);
    return world.decide(world.aWorkspaceOf(bob), GPU_MACHINE, new NewDisk("pd-balanced", 100));
  }
}
