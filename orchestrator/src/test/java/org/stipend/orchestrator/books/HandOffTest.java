package org.stipend.orchestrator.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stipend.orchestrator.books.MoneyWorld.GPU_MACHINE;
import static org.stipend.orchestrator.books.MoneyWorld.T0;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.stipend.cost.DiskId;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.RuntimeId;
import org.stipend.cost.WorkspaceId;
import org.stipend.orchestrator.TestDatabase;
import org.stipend.orchestrator.ledger.Proof;
import org.stipend.orchestrator.ledger.ProofCheck;
import org.stipend.orchestrator.payer.PayerTable;
import org.stipend.orchestrator.payer.PayerViews;

/**
 * A workspace with an n1-standard-4, a T4 and 100 GiB is bound to a billing account while they run.
 */
final class HandOffTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  /** Nobody else's: it may be closed. */
  private final String account =
      "%06X-6789AB-CDEF01".formatted(ThreadLocalRandom.current().nextInt(1 << 24));

  private MoneyWorld world;
  private ResearcherId ada;
  private WorkspaceId workspace;
  private RuntimeId runtime;

  @BeforeEach
  void something() {
    world = new MoneyWorld(database);
    ada = world.aResearcher();
    workspace = world.aWorkspaceOf(ada);
    world.grant(ada, "1");
    runtime = somethingRunsIn(workspace);
  }

  private RuntimeId somethingRunsIn(WorkspaceId where) {
    RuntimeId machine = new RuntimeId(UUID.randomUUID());
    world.diskCreated(new DiskId(UUID.randomUUID()), where, "pd-balanced", 100, T0);
    world.machineStarted(machine, where, GPU_MACHINE, T0);
    return machine;
  }

  @AfterEach
  void theBooksAreSound() {
    assertThat(world.get(Proof.class).run()).allMatch(ProofCheck.Result::ok);
    world.close();
  }

  private static Instant t(long seconds) {
    return T0.plusSeconds(seconds);
  }

  private long paidBy(String account, ResearcherId pool) {
    return -sumOn("a.name LIKE '" + account + "%'", pool);
  }

  private long consumed(ResearcherId pool) {
    return sumOn("a.kind = 'CONSUMED'", pool);
  }

  private long sumOn(String which, ResearcherId pool) {
    return world
        .jdbc()
        .sql(
            """
            SELECT coalesce(sum(p.amount_nanos), 0)
              FROM posting p JOIN journal j ON j.id = p.journal JOIN account a ON a.id = p.account
             WHERE j.researcher = :pool AND j.kind <> 'GRANT' AND %s
            """
                .formatted(which))
        .param("pool", pool.value())
        .query(Long.class)
        .single();
  }

  /** What the same costs somebody who is never handed over. */
  private long uncut(Instant stopped, Instant to) {
    ResearcherId grace = world.aResearcher();
    world.grant(grace, "100");
    RuntimeId machine = somethingRunsIn(world.aWorkspaceOf(grace));
    world.machineStopped(machine, stopped);
    world.settle(grace, to);
    return consumed(grace);
  }

  @Test
  void theSharesOfAllPayersAddUpToTheNano() {
    world.clock.moveTo(t(1_000));
    HandOffs.toAccount(world, workspace, account, t(1_000).plusMillis(700));
    world.settle(ada, t(1_500));
    world.clock.moveTo(t(3_333));
    HandOffs.backToCredit(world, workspace, t(3_333));
    world.fire(ada, world.machinesStopAt(ada));
    world.fire(ada, world.endsAt(ada));
    assertThat(world.status(ada)).isEqualTo("EXHAUSTED");
    Instant stopped = world.clock.instant().plusSeconds(17);
    world.clock.moveTo(stopped);
    world.machineStopped(runtime, stopped);
    Instant to = t(20_000);
    world.settle(ada, to);

    assertThat(paidBy("payer:" + account, ada)).isEqualTo(costOf(1_000, 3_333));
    assertThat(paidBy("credit:", ada)).isBetween(999_000_000L, 1_000_000_000L);
    assertThat(paidBy("platform:", ada)).isPositive();
    assertThat(paidBy("payer:", ada) + paidBy("credit:", ada) + paidBy("platform:", ada))
        .isEqualTo(consumed(ada))
        .isEqualTo(uncut(stopped, to));
  }

  /** Of each line the difference of its roundings. */
  private static long costOf(long from, long to) {
    return cost(to) - cost(from);
  }

  private static long cost(long seconds) {
    return Math.round(350_000_000 * seconds / 3_600.0)
        + Math.round(4 * 31_611_000 * seconds / 3_600.0)
        + Math.round(15 * 4_237_000 * seconds / 3_600.0)
        + Math.round(10_000_000_000L * seconds / 2_592_000.0);
  }

  @Test
  void aHandOffLearnedLateRestatesWhatItCuts() {
    world.settle(ada, t(3_000));
    HandOffs.toAccount(world, workspace, account, t(1_000));
    world.settle(ada, t(3_010));
    assertThat(paidBy("payer:", ada)).isEqualTo(costOf(1_000, 3_010));
    assertThat(Balances.left(world, ada)).isEqualTo(1_000_000_000 - cost(1_000));
    assertThat(
            world
                .jdbc()
                .sql("SELECT DISTINCT kind FROM journal WHERE researcher = :pool")
                .param("pool", ada.value())
                .query(String.class)
                .list())
        .contains("REVERSAL", "RESTATE");
  }

  @Test
  void whatAnAccountPaysForIsNotStoppedAtTheEndOfCredit() {
    WorkspaceId other = world.aWorkspaceOf(ada);
    somethingRunsIn(other);
    world.clock.moveTo(t(10));
    HandOffs.toAccount(world, other, account, t(10));
    world.fire(ada, world.machinesStopAt(ada));
    assertThat(world.machines.stopped).containsExactly(workspace);
    world.fire(ada, world.endsAt(ada));
    assertThat(world.status(ada)).isEqualTo("EXHAUSTED");
    world.machineStopped(runtime, world.clock.instant());
  }

  @Test
  void anAccountThatIsReadyTakesOverAtTheSecondTheCreditEndsAndNothingIsToldToStop() {
    world.clock.moveTo(t(100));
    HandOffs.makeReady(world, workspace, account, t(100));
    Instant end = world.get(PoolBooks.class).look(ada, t(100)).orElseThrow().outlook().end();

    world.fire(ada, world.endsAt(ada));
    assertThat(world.status(ada)).isEqualTo("EXHAUSTED");
    assertThat(world.clock.instant()).isEqualTo(end);
    assertThat(world.machines.orders).isEmpty();
    assertThat(world.get(PayerViews.class).history(workspace).getFirst().since()).isEqualTo(end);
    assertThat(world.get(PayerTable.class).successorOf(workspace)).isEmpty();

    world.clock.moveTo(end.plusSeconds(4_000));
    world.grant(ada, "5");
    world.machineStopped(runtime, end.plusSeconds(4_000));
    Instant to = end.plusSeconds(20_000);
    world.settle(ada, to);

    assertThat(paidBy("platform:", ada)).isZero();
    assertThat(Balances.left(world, ada))
        .as("a later grant takes nothing back")
        .isGreaterThanOrEqualTo(5_000_000_000L);
    assertThat(paidBy("payer:" + account, ada) + paidBy("credit:", ada))
        .isEqualTo(consumed(ada))
        .isEqualTo(uncut(end.plusSeconds(4_000), to));
  }

  @Test
  void whatElseLivesOnTheCreditEndsWithIt() {
    WorkspaceId other = world.aWorkspaceOf(ada);
    world.diskCreated(new DiskId(UUID.randomUUID()), other, "pd-balanced", 100, T0);
    world.clock.moveTo(t(100));
    HandOffs.makeReady(world, workspace, account, t(100));
    Instant end = world.get(PoolBooks.class).look(ada, t(100)).orElseThrow().outlook().end();

    world.fire(ada, world.endsAt(ada));
    assertThat(world.status(ada)).isEqualTo("EXHAUSTED");
    world.clock.moveTo(end.plusSeconds(7_200));
    world.machineStopped(runtime, end.plusSeconds(7_200));
    world.settle(ada, end.plusSeconds(9_000));

    assertThat(world.status(ada)).isEqualTo("EXHAUSTED");
    long ended = Duration.between(T0, end).toSeconds();
    assertThat(paidBy("platform:grace", ada)).isEqualTo(diskCost(ended + 9_000) - diskCost(ended));
    assertThat(paidBy("platform:overrun", ada)).isZero();
  }

  @Test
  void machinesThatHaveToStopAfterAllAreToldTo() {
    WorkspaceId other = world.aWorkspaceOf(ada);
    RuntimeId second = somethingRunsIn(other);
    world.clock.moveTo(t(100));
    HandOffs.makeReady(world, other, account, t(100));
    Instant end = world.get(PoolBooks.class).look(ada, t(100)).orElseThrow().outlook().end();
    world.fire(ada, end.minusSeconds(120));
    assertThat(world.machines.stopped).containsExactly(workspace);

    world.clock.moveTo(end.minusSeconds(60));
    HandOffs.closed(world, other, account, end.minusSeconds(60));
    world.fire(ada, end.minusSeconds(60));
    assertThat(world.machines.stopped).containsExactlyInAnyOrder(workspace, other);
    world.fire(ada, end);
    world.clock.moveTo(end.plusSeconds(10));
    world.machineStopped(runtime, end.plusSeconds(10));
    world.machineStopped(second, end.plusSeconds(10));
    world.settle(ada, end.plusSeconds(100));
  }

  @Test
  void whateverIsLookedAtLateTheAccountTakesOverAtTheSameSecond() {
    world.clock.moveTo(t(100));
    HandOffs.makeReady(world, workspace, account, t(100));
    Instant end = world.get(PoolBooks.class).look(ada, t(100)).orElseThrow().outlook().end();

    world.clock.moveTo(end.plusSeconds(500)); // nobody was there
    world.run(() -> world.get(PoolBooks.class).open(ada, world.clock.instant()));
    world.grant(ada, "5");
    world.settle(ada, end.plusSeconds(600));

    assertThat(world.get(PayerViews.class).history(workspace).getFirst().since()).isEqualTo(end);
    assertThat(paidBy("platform:", ada)).isZero();
    assertThat(Balances.left(world, ada)).isGreaterThanOrEqualTo(5_000_000_000L);
  }

  @Test
  void anAccountThatCannotPayWhenTheCreditEndsCountsAsNone() {
    world.clock.moveTo(t(100));
    HandOffs.makeReady(world, workspace, account, t(100));
    world.clock.moveTo(t(200));
    HandOffs.closed(world, workspace, account, t(200));

    world.fire(ada, world.machinesStopAt(ada));
    assertThat(world.machines.stopped).containsExactly(workspace);
    world.fire(ada, world.endsAt(ada));
    assertThat(world.get(PayerTable.class).of(workspace).isCredit()).isTrue();

    Instant stopped = world.clock.instant().plusSeconds(17);
    world.clock.moveTo(stopped);
    world.machineStopped(runtime, stopped);
    world.clock.moveTo(stopped.plusSeconds(1_000));
    HandOffs.opened(world, workspace, account, stopped.plusSeconds(1_000));
    assertThat(world.get(PayerViews.class).history(workspace).getFirst().since())
        .as("it takes over as soon as it can")
        .isEqualTo(stopped.plusSeconds(1_000));
    world.settle(ada, stopped.plusSeconds(3_000));
    assertThat(paidBy("platform:overrun", ada)).isPositive();
    assertThat(paidBy("platform:grace", ada)).isPositive();
    assertThat(paidBy("payer:" + account, ada)).isPositive();
    assertThat(paidBy("payer:", ada) + paidBy("credit:", ada) + paidBy("platform:", ada))
        .isEqualTo(consumed(ada))
        .isEqualTo(uncut(stopped, stopped.plusSeconds(3_000)));
  }

  @Test
  void whileAnAccountCannotPayThePlatformDoes() {
    world.clock.moveTo(t(10));
    HandOffs.toAccount(world, workspace, account, t(10));
    world.clock.moveTo(t(1_000));
    HandOffs.closed(world, workspace, account, t(1_000));
    world.clock.moveTo(t(1_030));
    world.machineStopped(runtime, t(1_030));
    world.clock.moveTo(t(2_000));
    HandOffs.opened(world, workspace, account, t(2_000));
    world.settle(ada, t(3_000));

    assertThat(paidBy("payer:" + account, ada))
        .isEqualTo(costOf(10, 1_000) + diskCost(3_000) - diskCost(2_000));
    assertThat(paidBy("platform:grace", ada)).isEqualTo(diskCost(2_000) - diskCost(1_000));
    assertThat(paidBy("payer:", ada) + paidBy("credit:", ada) + paidBy("platform:", ada))
        .isEqualTo(consumed(ada))
        .isEqualTo(uncut(t(1_030), t(3_000)));
  }

  private static long diskCost(long seconds) {
    return Math.round(10_000_000_000L * seconds / 2_592_000.0);
  }

  @Test
  void whereOnlyTheMachinesOfAnAccountRunNothingIsToldToStop() {
    WorkspaceId disks = world.aWorkspaceOf(ada);
    world.diskCreated(new DiskId(UUID.randomUUID()), disks, "pd-ssd", 10_000, T0);
    world.clock.moveTo(t(10));
    HandOffs.toAccount(world, workspace, account, t(10));
    PoolBooks.Look look = world.get(PoolBooks.class).look(ada, t(10)).orElseThrow();
    assertThat(look.outlook().end()).isNotNull();
    assertThat(look.outlook().machinesStopAt()).isNull();
    world.fire(ada, world.endsAt(ada));
    assertThat(world.status(ada)).isEqualTo("EXHAUSTED");
    assertThat(world.machines.orders).isEmpty();
    world.clock.moveTo(look.outlook().end().plus(Duration.ofHours(1)));
    world.settle(ada, world.clock.instant());
    assertThat(Balances.platformPaid(world, "OVERRUN", ada)).isZero();
  }
}
