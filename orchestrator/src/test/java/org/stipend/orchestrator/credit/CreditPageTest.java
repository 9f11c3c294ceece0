package org.stipend.orchestrator.credit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.stipend.orchestrator.books.MoneyWorld.GPU_MACHINE;
import static org.stipend.orchestrator.books.MoneyWorld.T0;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.stipend.cost.BillingAccountId;
import org.stipend.cost.DiskId;
import org.stipend.cost.GrantId;
import org.stipend.cost.Payer;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.RuntimeId;
import org.stipend.cost.WorkspaceId;
import org.stipend.cost.money.Money;
import org.stipend.orchestrator.TestDatabase;
import org.stipend.orchestrator.access.Caller;
import org.stipend.orchestrator.access.Role;
import org.stipend.orchestrator.books.Balances;
import org.stipend.orchestrator.books.End;
import org.stipend.orchestrator.books.MoneyWorld;
import org.stipend.orchestrator.books.PoolBooks;
import org.stipend.orchestrator.ledger.Proof;
import org.stipend.orchestrator.ledger.ProofCheck;
import org.stipend.orchestrator.payer.PayerTable;
import org.stipend.orchestrator.payer.PoolLocks;
import org.stipend.orchestrator.usage.Costs;
import org.stipend.orchestrator.web.Problem;

/** What pages show of money, and what admins may do to it. */
final class CreditPageTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private final RuntimeId runtime = new RuntimeId(UUID.randomUUID());
  private final DiskId disk = new DiskId(UUID.randomUUID());
  private MoneyWorld world;
  private ResearcherId ada;
  private Caller admin;
  private WorkspaceId workspace;

  @BeforeEach
  void aRunningMachine() {
    world = new MoneyWorld(database);
    ada = world.aResearcher();
    admin = new Caller(world.aResearcher().value(), "Grace", Set.of(Role.ADMIN));
    workspace = world.aWorkspaceOf(ada);
    world.grant(ada, "10");
    world.diskCreated(disk, workspace, "pd-balanced", 100, T0);
    world.machineStarted(runtime, workspace, GPU_MACHINE, T0);
  }

  @AfterEach
  void theBooksAreSound() {
    assertThat(world.get(Proof.class).run()).allMatch(ProofCheck.Result::ok);
    world.close();
  }

  private static Instant t(long seconds) {
    return T0.plusSeconds(seconds);
  }

  private CreditView credit(Instant at) {
    world.clock.moveTo(at);
    return world.get(CreditViews.class).of(ada, at);
  }

  private static void addsUp(CreditView credit) {
    assertThat(
            credit.spent().plus(credit.available()).plus(credit.expired()).plus(credit.revoked()))
        .isEqualTo(credit.granted());
  }

  @Test
  void whatIsShownBeforeASettlementIsWhatIsBookedByIt() {
    CreditView shown = credit(t(5_000));
    addsUp(shown);
    assertThat(Money.ofNanos(Balances.left(world, ada)).plus(shown.unbooked()))
        .as("the statement and what is not in it yet")
        .isEqualTo(shown.available());
    Costs.RuntimeCost cost =
        world.get(Costs.class).ofRuntime(runtime, disk, t(5_000).plusMillis(900));
    assertThat(cost.run().amount()).isEqualTo(shown.spent());
    assertThat(cost.today()).isEqualTo(shown.spent());
    assertThat(cost.perHour()).isEqualTo(Money.parse("0.553887889")).isEqualTo(shown.burnPerHour());
    assertThat(shown.spenders())
        .singleElement()
        .satisfies(one -> {
          assertThat(one.amount()).isEqualTo(shown.spent());
          assertThat(one.person().id()).isEqualTo(ada.value());
        });

    world.machineStopped(runtime, t(5_000));
    assertThat(Balances.left(world, ada)).isEqualTo(shown.available().nanos());
    assertThat(credit(t(5_000)).spent()).isEqualTo(shown.spent());
    assertThat(credit(t(5_000)).unbooked()).isEqualTo(Money.ZERO);
    assertThat(world.get(Costs.class).ofRuntime(runtime, disk, t(5_000)).month())
        .isEqualTo(shown.spent());
  }

  @Test
  void whatAnAccountPaysForLivesOnNoCredit() {
    assertThat(credit(t(100)).runningMachines()).isEqualTo(1);
    var account = new Payer.LinkedAccount(new BillingAccountId("012345-6789AB-CDEF01"));
    world.run(() -> {
      world.get(PoolLocks.class).lock(ada);
      world.get(PayerTable.class).bind(workspace, account, ada.value(), t(100));
      world.get(PoolBooks.class).balanceChanged(ada, t(100));
    });

    CreditView shown = credit(t(200));
    assertThat(shown.runningMachines()).isZero();
    assertThat(shown.disksPerDay()).isEqualTo(Money.ZERO);
    assertThat(shown.burnPerHour()).isEqualTo(Money.ZERO);
    assertThat(shown.endsAt()).isNull();
  }

  @Test
  void aShortRunCostsItsMinuteAndAFailedOneNothing() {
    world.clock.moveTo(t(30));
    world.machineStopped(runtime, t(30));
    Costs costs = world.get(Costs.class);
    Money machine = Money.ofNanos(2_107_400 + 1_059_250 + 5_833_333);
    Money month = costs.ofRuntime(runtime, null, t(30)).month();
    assertThat(month).isEqualTo(machine);
    world.launchFailed(runtime, T0);
    assertThat(costs.ofRuntime(runtime, null, t(30)).month()).isEqualTo(Money.ZERO);
    assertThat(Balances.platformPaid(world, "FAILED_LAUNCH", ada)).isEqualTo(machine.nanos());
  }

  @Test
  void showsWhenMachinesStopAndWhenTheCreditEnds() {
    CreditView credit = credit(t(60));
    assertThat(credit.status()).isEqualTo(CreditView.Status.ACTIVE);
    assertThat(credit.level()).isEqualTo(CreditView.Level.AMBER);
    assertThat(credit.machinesStopAt()).isEqualTo(credit.endsAt().minusSeconds(120));
    assertThat(credit.runningMachines()).isEqualTo(1);
    assertThat(credit.projection()).isNotEmpty();
    CreditView ended = credit(credit.endsAt().plus(Duration.ofHours(2)));
    addsUp(ended);
    assertThat(ended.status()).isEqualTo(CreditView.Status.EXHAUSTED);
    assertThat(ended.endsAt()).isEqualTo(credit.endsAt());
    assertThat(ended.grace().until()).isEqualTo(credit.endsAt().plus(Duration.ofDays(30)));
    assertThat(ended.grace().spent()).isGreaterThan(Money.ZERO);
    world.machineStopped(runtime, credit.endsAt());
    world.passTime(ada, ended.asOf());
  }

  @Test
  void creditThatIsUsedUpOrExpiresSaysWhichAndWhen() {
    CreditView used = credit(t(60));
    assertThat(used.end()).isEqualTo(new End(used.endsAt(), End.Cause.CREDIT));

    ResearcherId idle = world.aResearcher();
    Instant expiry = t(90_000);
    world
        .get(CreditCommands.class)
        .grant(admin, idle, null, new GrantRequest(Money.ofDollars(1), "for a day", expiry));
    CreditView expires = world.get(CreditViews.class).of(idle, t(60));
    assertThat(expires.endsAt()).as("nothing burns").isNull();
    assertThat(expires.end()).isEqualTo(new End(expiry, End.Cause.EXPIRY));
    world.passTime(idle, expiry.plusSeconds(1));
    assertThat(world.get(CreditViews.class).of(idle, expiry.plusSeconds(1)).end())
        .as("it is over")
        .isNull();
  }

  @Test
  void anAdminGrantsWithAReasonWithinBounds() {
    CreditCommands commands = world.get(CreditCommands.class);
    GrantView grant = commands.grant(admin, ada, "k1", ask("1000"));
    assertThat(commands.grant(admin, ada, "k1", ask("1000"))).isEqualTo(grant);
    assertThat(credit(T0).granted()).isEqualTo(Money.ofDollars(1_010));
    assertThatThrownBy(() -> commands.grant(admin, ada, null, ask("1000.000000001")))
        .isInstanceOfSatisfying(
            Problem.class, no -> assertThat(no.code()).isEqualTo("APPROVAL_REQUIRED"));
    assertThatThrownBy(() -> commands.grant(admin, ada, null, ask("0")))
        .isInstanceOf(Problem.class);
    for (String year : List.of("+10000", "+999999999")) {
      assertThatThrownBy(() ->
              commands.grant(
                  admin,
                  ada,
                  null,
                  new GrantRequest(
                      Money.ofDollars(1), "too long", Instant.parse(year + "-01-01T00:00:00Z"))))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("ten years");
    }
    for (int i = 0; i < 8; i++) {
      commands.grant(admin, ada, null, ask("1000"));
    }
    assertThatThrownBy(() -> commands.grant(admin, ada, null, ask("1000")))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("10,000");
  }

  private static GrantRequest ask(String dollars) {
    return new GrantRequest(Money.parse(dollars), "for a course", null);
  }

  @Test
  void aRevocationLeavesWhatIsSpentAndOwedAndMovesTheEnd() {
    CreditCommands commands = world.get(CreditCommands.class);
    GrantId grant = new GrantId(credit(t(30)).grants().getFirst().id());
    assertThatThrownBy(() ->
            commands.revoke(admin, grant, null, new RevocationRequest(Money.ofDollars(10), "x")))
        .isInstanceOfSatisfying(
            Problem.class, no -> assertThat(no.code()).isEqualTo("CREDIT_SPENT"));
    commands.revoke(admin, grant, null, new RevocationRequest(Money.parse("9"), "less is enough"));
    assertThat(world.machinesStopAt(ada)).isEqualTo(t(6_379));
    List<CreditView.PointView> history = credit(t(30)).history();
    assertThat(history.get(2).at()).as("a revocation is a step").isEqualTo(history.get(1).at());
    assertThat(history.get(1).available().minus(history.get(2).available()))
        .isEqualTo(Money.ofDollars(9));
    commands.revoke(admin, grant, null, new RevocationRequest(null, "all of it"));
    world.passTime(ada, t(31));
    assertThat(world.machines.orders).isNotEmpty();
    addsUp(credit(t(31)));
    world.machineStopped(runtime, t(31));
    world.passTime(ada, t(90));
    assertThat(world.status(ada)).isEqualTo("EXHAUSTED");
  }

  @Test
  void whoseCreditIsAllTakenBackHasNoneLeftThoughNothingRuns() {
    ResearcherId idle = world.aResearcher();
    GrantId grant = world.grant(idle, "300");
    world.clock.moveTo(t(20));
    world.get(CreditCommands.class).revoke(admin, grant, null, new RevocationRequest(null, "left"));
    CreditView credit = world.get(CreditViews.class).of(idle, t(20));
    assertThat(credit.status()).isEqualTo(CreditView.Status.EXHAUSTED);
    assertThat(credit.level()).isEqualTo(CreditView.Level.RED);
    assertThat(credit.available()).isEqualTo(Money.ZERO);
    assertThat(credit.grants().getFirst().state()).isEqualTo(GrantView.State.REVOKED);
    addsUp(credit);
  }

  /** A machine owes its minute: that is left, and then spent. */
  @Test
  void aGrantOfWhichNearlyAllWasTakenBackAndTheRestSpentIsRevoked() {
    ResearcherId bob = world.aResearcher();
    WorkspaceId his = world.aWorkspaceOf(bob);
    GrantId grant = world.grant(bob, "12.5");
    RuntimeId machine = new RuntimeId(UUID.randomUUID());
    world.machineStarted(machine, his, GPU_MACHINE, T0);
    world.clock.moveTo(t(1));
    GrantView taken =
        world
            .get(CreditCommands.class)
            .revoke(admin, grant, null, new RevocationRequest(null, "a mistake"));
    assertThat(taken.revoked()).isBetween(Money.parse("12.48"), Money.parse("12.5"));
    world.clock.moveTo(t(60));
    world.machineStopped(machine, t(60));
    world.passTime(bob, t(60));
    CreditView credit = world.get(CreditViews.class).of(bob, t(61));
    assertThat(credit.spent()).isEqualTo(Money.ofNanos(2_107_400 + 1_059_250 + 5_833_333));
    assertThat(credit.grants().getFirst().left()).isEqualTo(Money.ZERO);
    assertThat(credit.grants().getFirst().state()).isEqualTo(GrantView.State.REVOKED);
    assertThat(credit.revoked()).isEqualTo(taken.revoked());
    addsUp(credit);
  }

  @Test
  void ofAParkedPoolPagesShowWhatIsKnownThoughNothingIsBooked() {
    world.settle(ada, t(600));
    world
        .jdbc()
        .sql("UPDATE credit_pool SET parked_since = now(), parked_because = 'its proof failed'")
        .update();
    world.clock.moveTo(t(1_000));
    CreditCommands commands = world.get(CreditCommands.class);
    GrantView grant = commands.grant(admin, ada, null, ask("5"));
    GrantView taken =
        commands.revoke(
            admin,
            new GrantId(grant.id()),
            null,
            new RevocationRequest(Money.ofDollars(2), "less"));
    assertThat(taken.left()).isEqualTo(Money.ofDollars(3));
    assertThat(taken.revoked()).isEqualTo(Money.ofDollars(2));
    CreditView parked = credit(t(1_000));
    addsUp(parked);
    world.jdbc().sql("UPDATE credit_pool SET parked_since = NULL, parked_because = NULL").update();
    world.settle(ada, t(1_000));
    CreditView settled = credit(t(1_000));
    assertThat(parked.spent()).isEqualTo(settled.spent());
    assertThat(parked.available()).isEqualTo(settled.available());
    assertThat(parked.revoked()).isEqualTo(settled.revoked());
  }
}
