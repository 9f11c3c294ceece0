package org.stipend.orchestrator.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.stipend.orchestrator.books.MoneyWorld.GPU_MACHINE;
import static org.stipend.orchestrator.books.MoneyWorld.T0;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.stipend.cost.BillingAccountId;
import org.stipend.cost.DiskId;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.RuntimeId;
import org.stipend.cost.WorkspaceId;
import org.stipend.orchestrator.TestDatabase;
import org.stipend.orchestrator.access.Caller;
import org.stipend.orchestrator.access.Role;
import org.stipend.orchestrator.admission.Admission;
import org.stipend.orchestrator.books.MoneyWorld;
import org.stipend.orchestrator.books.PoolBooks;
import org.stipend.orchestrator.ledger.Proof;
import org.stipend.orchestrator.ledger.ProofCheck;
import org.stipend.orchestrator.payer.PayerView;
import org.stipend.orchestrator.web.Problem;

/** Ada's workspace, in which a machine with a GPU runs on her credit of one dollar. */
final class HandOffsTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private final BillingAccountId account = anAccount();
  private MoneyWorld world;
  private ResearcherId ada;
  private ResearcherId bob;
  private WorkspaceId workspace;
  private RuntimeId runtime;

  @BeforeEach
  void aMachineRuns() {
    world = new MoneyWorld(database);
    ada = world.aResearcher();
    bob = world.aResearcher();
    workspace = world.aWorkspaceOf(ada);
    joins(ada, "OWNER");
    world.grant(ada, "1");
    runtime = new RuntimeId(UUID.randomUUID());
    world.diskCreated(new DiskId(UUID.randomUUID()), workspace, "pd-balanced", 100, T0);
    world.machineStarted(runtime, workspace, GPU_MACHINE, T0);
    world.clock.moveTo(t(1));
  }

  @AfterEach
  void theBooksAreSound() {
    Instant later = world.clock.instant().plusSeconds(10); // when what was due is written
    world.clock.moveTo(later);
    world.settle(ada, later);
    assertThat(world.get(Proof.class).run()).allMatch(ProofCheck.Result::ok);
    world.close();
  }

  // ---- now

  @Test
  void theBillGoesToTheAccountAtThisSecondAndTheProjectFollows() {
    world.clock.moveTo(t(1_000).plusMillis(300));
    has(ada, account, "OPEN");

    WorkspacePayerView view = put(ada, now(account));

    assertThat(view.payer())
        .isEqualTo(
            new PayerView(PayerView.Kind.BILLING_ACCOUNT, "Billing account " + account.value()));
    assertThat(view.bound().since()).isEqualTo(t(1_000).plusMillis(300));
    assertThat(view.earlier()).hasSize(1);
    assertThat(view.link().state()).isEqualTo(LinkView.State.LINKING);
    assertThat(world.machines.orders).isEmpty();
    world.settle(ada, t(2_000));
    assertThat(paidBy("credit:")).isEqualTo(cost(1_000));
    assertThat(paidBy("payer:" + account.value())).isEqualTo(cost(2_000) - cost(1_000));
  }

  @Test
  void anAccountThatWasReadyAndIsChosenAtOncePaysFromWhenItWasAsked() {
    has(ada, account, "OPEN");
    put(ada, later(account));
    Instant asked = t(1_000).plusMillis(300);
    world.clock.moveTo(asked);
    has(ada, account, "OPEN");

    WorkspacePayerView view = put(ada, now(account));

    assertThat(view.bound().since()).isEqualTo(asked);
    assertThat(view.earlier().getFirst().until()).isEqualTo(asked);
    world.clock.moveTo(t(1_001));
  }

  @Test
  void theSameAccountAgainAsksNothingOfTheCloud() {
    has(ada, account, "OPEN");
    put(ada, now(account));
    assertThat(generation()).isEqualTo(1);

    world.clock.moveTo(t(700));
    WorkspacePayerView again = put(ada, now(account));

    assertThat(generation()).isEqualTo(1);
    assertThat(again.bound().since()).isEqualTo(t(1));
    assertThat(again.earlier()).hasSize(1);
  }

  @Test
  void anAccountThatCannotPayIsRefusedAndTheOldPayerStays() {
    for (String state : new String[] {"CLOSED", "NO_RIGHT", "WRONG_CURRENCY", "UNKNOWN"}) {
      BillingAccountId other = anAccount();
      has(ada, other, state);
      assertRefused(ada, now(other), 412, "ACCOUNT_" + state);
      assertRefused(ada, later(other), 412, "ACCOUNT_" + state);
    }
    has(ada, account, "CHECKING");
    assertRefused(ada, now(account), 409, "ACCOUNT_CHECKING");
    assertThat(view(ada).payer().kind()).isEqualTo(PayerView.Kind.CREDIT);
    assertThat(view(ada).earlier()).isEmpty();
  }

  @Test
  void whatTheCloudSaidLongAgoIsAskedForAnew() {
    has(ada, account, "OPEN");
    world.clock.moveTo(t(302));
    assertRefused(ada, now(account), 409, "ACCOUNT_CHECKING");
  }

  @Test
  void nobodyLinksTheAccountOfAnother() {
    has(bob, account, "OPEN");
    assertRefused(ada, now(account), 409, "ACCOUNT_NOT_REGISTERED");
    world
        .jdbc()
        .sql("INSERT INTO account_holder (account, person, since, named) VALUES (?, ?, ?, false)")
        .params(BillingAccounts.idOf(account), ada.value(), Timestamp.from(T0))
        .update();
    assertRefused(ada, now(account), 412, "ACCOUNT_UNKNOWN");
  }

  @Test
  void ownersLinkTheirOwnAccountAndOnlyTheCreatorsCreditIsTheCreators() {
    has(bob, account, "OPEN");
    assertRefused(bob, now(account), 404, "NOT_FOUND");
    joins(bob, "READER");
    assertRefused(bob, now(account), 403, null);
    joins(bob, "WRITER");
    assertRefused(bob, now(account), 403, null);
    assertThat(view(bob).allowed()).isEqualTo(new WorkspacePayerView.Allowed(false, false));
    joins(bob, "OWNER");
    assertThat(view(bob).allowed()).isEqualTo(new WorkspacePayerView.Allowed(true, false));

    assertThat(put(bob, now(account)).bound().by().id()).isEqualTo(bob.value());
    assertRefused(bob, credit(), 403, "CREDIT_OF_CREATOR");
    assertThat(put(ada, credit()).payer().kind()).isEqualTo(PayerView.Kind.CREDIT);
  }

  // ---- when the credit ends

  @Test
  void itIsKnownWhenAnAccountIsToTakeOver() {
    has(ada, account, "OPEN");
    Successors successors = world.get(TakeOvers.class);
    assertThat(successors.isNext(account)).isFalse();
    put(ada, later(account));
    assertThat(successors.isNext(account)).isTrue();
    assertThat(successors.takesOverAt(account, t(1))).contains(endOfCredit());
  }

  @Test
  void anAccountArrangedInAdvanceTakesOverWithoutAStop() {
    has(ada, account, "OPEN");
    world.clock.moveTo(t(100));
    assertThat(put(ada, later(account)).next().account()).isEqualTo(account.value());
    assertThat(view(ada).payer().kind()).isEqualTo(PayerView.Kind.CREDIT);
    Instant end = endOfCredit();

    world.fire(ada, world.endsAt(ada));

    assertThat(world.machines.orders).isEmpty();
    WorkspacePayerView after = view(ada);
    assertThat(after.bound().since()).isEqualTo(end);
    assertThat(after.payer().kind()).isEqualTo(PayerView.Kind.BILLING_ACCOUNT);
    assertThat(after.next()).isNull();
    assertThat(after.link().wantedAt()).isEqualTo(end);
    world.settle(ada, end.plusSeconds(600));
    assertThat(paidBy("platform:")).isZero();
  }

  @Test
  void whatWasArrangedCanBeTakenBack() {
    has(ada, account, "OPEN");
    put(ada, later(account));
    world.clock.moveTo(t(50));
    assertThat(put(ada, credit()).next()).isNull();

    world.fire(ada, world.machinesStopAt(ada));
    assertThat(world.machines.stopped).containsExactly(workspace);
    world.fire(ada, world.endsAt(ada));
    assertThat(view(ada).payer().kind()).isEqualTo(PayerView.Kind.PLATFORM);
    world.machineStopped(runtime, world.clock.instant());
  }

  @Test
  void whoArrangedAnAccountOfTheirOwnTakesItBack() {
    joins(bob, "OWNER");
    has(bob, account, "OPEN");
    put(bob, later(account));
    BillingAccountId other = anAccount();
    has(ada, other, "OPEN");

    assertThat(put(bob, credit()).next()).isNull();
    put(ada, later(other));
    assertRefused(bob, credit(), 403, "CREDIT_OF_CREATOR");
  }

  @Test
  void nothingCanBeArrangedForACreditThatHasEnded() {
    ends();
    has(ada, account, "OPEN");
    assertRefused(ada, later(account), 409, "CREDIT_HAS_ENDED");
    put(ada, now(account));
    assertRefused(ada, later(account), 409, "CREDIT_HAS_ENDED");
  }

  @Test
  void onTheOwnAccountLaunchingIsAllowedWhileTheCreditIsExhausted() {
    ends();
    assertThat(decide()).isInstanceOf(Admission.Unfunded.class);
    has(ada, account, "OPEN");
    put(ada, now(account));
    assertThat(decide()).isEqualTo(new Admission.Admitted(null, null));
  }

  // ---- back

  @Test
  void goingBackToCreditComputesAnewWhenItEnds() {
    has(ada, account, "OPEN");
    put(ada, now(account));
    assertThat(endOfCredit()).isNull();
    world.clock.moveTo(t(400));
    put(ada, credit());

    assertThat(view(ada).link().account()).isNull();
    assertThat(endOfCredit()).isEqualTo(t(400 + 6_498));
  }

  @Test
  void nobodyGoesBackToACreditThatHasEndedOrEndsAtOnce() {
    has(ada, account, "OPEN");
    put(ada, now(account));
    WorkspaceId other = world.aWorkspaceOf(ada);
    world.diskCreated(new DiskId(UUID.randomUUID()), other, "pd-ssd", 10_000, T0);
    Instant end = endOfCredit();
    world.clock.moveTo(end.minusSeconds(100));
    assertRefused(ada, credit(), 403, "CREDIT_INSUFFICIENT");
    assertThat(view(ada).payer().kind()).isEqualTo(PayerView.Kind.BILLING_ACCOUNT);

    world.fire(ada, world.endsAt(ada));
    assertRefused(ada, credit(), 403, "CREDIT_EXHAUSTED");
  }

  @Test
  void aHundredTimesThereAndBackTheSharesAddUpToTheNano() {
    world.grant(ada, "20");
    has(ada, account, "OPEN");
    Random random = new Random(ThreadLocalRandom.current().nextInt());
    Instant at = T0;
    long onCredit = 0;
    long onAccount = 0;
    for (int i = 0; i < 100; i++) {
      Instant from = at;
      at = at.plusSeconds(1 + random.nextInt(200));
      long cost = cost(secondsTo(at)) - cost(secondsTo(from));
      if (i % 2 == 0) {
        onCredit += cost;
      } else {
        onAccount += cost;
      }
      world.clock.moveTo(at.plusMillis(random.nextInt(1_000)));
      has(ada, account, "OPEN");
      put(ada, i % 2 == 0 ? now(account) : credit());
    }
    world.settle(ada, at);

    assertThat(paidBy("credit:")).isEqualTo(onCredit);
    assertThat(paidBy("payer:" + account.value())).isEqualTo(onAccount);
  }

  // ---- an account that is closed later

  @Test
  void whileTheAccountCannotPayMachinesArePausedAndThePlatformKeepsTheDisks() {
    has(ada, account, "OPEN");
    put(ada, now(account));
    world.clock.moveTo(t(500));
    world.run(() -> health().accountCannotPay(account, "ACCOUNT_CLOSED", t(500)));

    assertThat(world.machines.stopped).containsExactly(workspace);
    assertThat(view(ada).inactive().code()).isEqualTo("ACCOUNT_CLOSED");
    assertThat(view(ada).payer().kind()).isEqualTo(PayerView.Kind.PLATFORM);
    assertThat(decide()).isEqualTo(new Admission.Inactive());

    world.clock.moveTo(t(510));
    world.machineStopped(runtime, t(510));
    world.clock.moveTo(t(900));
    world.run(() -> health().accountCanPayAgain(account, t(900)));
    assertThat(view(ada).inactive()).isNull();
    assertThat(decide()).isEqualTo(new Admission.Admitted(null, null));
    world.settle(ada, t(2_000));
    assertThat(paidBy("platform:grace")).isEqualTo(diskCost(900) - diskCost(500));
    assertThat(paidBy("platform:overrun"))
        .isEqualTo(cost(510) - diskCost(510) - cost(500) + diskCost(500));
  }

  @Test
  void whenTheAccountCannotPayAnotherPayerCanBeChosen() {
    has(ada, account, "OPEN");
    put(ada, now(account));
    world.clock.moveTo(t(500));
    world.run(() -> health().accountCannotPay(account, "ACCOUNT_CLOSED", t(500)));
    world.machineStopped(runtime, t(500));

    world.clock.moveTo(t(600));
    assertThat(put(ada, credit()).payer().kind()).isEqualTo(PayerView.Kind.CREDIT);
    assertThat(decide()).isInstanceOf(Admission.Admitted.class);
  }

  @Test
  void anAccountThatIsClosedBeforeTheEndTakesNothingOver() {
    has(ada, account, "OPEN");
    put(ada, later(account));
    Instant end = endOfCredit();
    world.clock.moveTo(end.minusSeconds(60));
    world.run(() -> health().accountCannotPay(account, "ACCOUNT_CLOSED", end.minusSeconds(60)));

    world.fire(ada, world.clock.instant());
    assertThat(world.machines.stopped).containsExactly(workspace);
    world.fire(ada, end);
    assertThat(view(ada).payer().kind()).isEqualTo(PayerView.Kind.PLATFORM);
    world.clock.moveTo(end.plusSeconds(30));
    world.machineStopped(runtime, end.plusSeconds(30));
    world.settle(ada, end.plusSeconds(100));
    assertThat(paidBy("payer:")).isZero();
  }

  // ---- words

  private static Instant t(long seconds) {
    return T0.plusSeconds(seconds);
  }

  private static long secondsTo(Instant at) {
    return at.getEpochSecond() - T0.getEpochSecond();
  }

  private static BillingAccountId anAccount() {
    return new BillingAccountId(
        "%06X-%06X-CDEF01"
            .formatted(
                ThreadLocalRandom.current().nextInt(1 << 24),
                ThreadLocalRandom.current().nextInt(1 << 24)));
  }

  private static PutPayer now(BillingAccountId account) {
    return new PutPayer(PutPayer.Kind.BILLING_ACCOUNT, account.value(), null);
  }

  private static PutPayer later(BillingAccountId account) {
    return new PutPayer(
        PutPayer.Kind.BILLING_ACCOUNT, account.value(), PutPayer.When.WHEN_CREDIT_ENDS);
  }

  private static PutPayer credit() {
    return new PutPayer(PutPayer.Kind.CREDIT, null, null);
  }

  private static Caller caller(ResearcherId person) {
    return new Caller(person.value(), "Somebody", Set.of(Role.RESEARCHER));
  }

  private WorkspacePayerView put(ResearcherId by, PutPayer wanted) {
    world.get(HandOffs.class).put(caller(by), workspace, wanted);
    return view(by);
  }

  private WorkspacePayerView view(ResearcherId by) {
    return world.get(WorkspacePayerViews.class).one(caller(by), workspace);
  }

  private void assertRefused(ResearcherId by, PutPayer wanted, int status, String code) {
    assertThatThrownBy(() -> put(by, wanted))
        .isInstanceOfSatisfying(
            Problem.class,
            no -> {
              assertThat(no.status().value()).isEqualTo(status);
              if (code != null) {
                assertThat(no.code()).isEqualTo(code);
              }
            });
  }

  private Admission decide() {
    return world.decide(workspace, GPU_MACHINE, null);
  }

  private Health health() {
    return world.get(Inactivity.class);
  }

  private Instant endOfCredit() {
    return world
        .get(PoolBooks.class)
        .look(ada, world.clock.instant())
        .orElseThrow()
        .outlook()
        .end();
  }

  /** The credit ends, and its machine a little later. */
  private void ends() {
    world.fire(ada, world.machinesStopAt(ada));
    world.fire(ada, world.endsAt(ada));
    Instant stopped = world.clock.instant().plusSeconds(5);
    world.clock.moveTo(stopped);
    world.machineStopped(runtime, stopped);
  }

  private void joins(ResearcherId person, String role) {
    world
        .jdbc()
        .sql(
            """
            INSERT INTO workspace_member (workspace, person, role, since) VALUES (?, ?, ?, ?)
            ON CONFLICT (workspace, person) DO UPDATE SET role = excluded.role
            """)
        .params(workspace.value(), person.value(), role, Timestamp.from(T0))
        .update();
  }

  /** A person has registered an account, and the cloud has just said how it is. */
  private void has(ResearcherId person, BillingAccountId id, String state) {
    Timestamp now = state.equals("CHECKING") ? null : Timestamp.from(world.clock.instant());
    world
        .jdbc()
        .sql(
            """
            INSERT INTO billing_account (id, account, state, checked_at) VALUES (?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET state = excluded.state, checked_at = excluded.checked_at
            """)
        .params(BillingAccounts.idOf(id), id.value(), state, now)
        .update();
    world
        .jdbc()
        .sql(
            """
            INSERT INTO account_holder (account, person, since, named) VALUES (?, ?, ?, true)
            ON CONFLICT DO NOTHING
            """)
        .params(BillingAccounts.idOf(id), person.value(), Timestamp.from(T0))
        .update();
  }

  private long generation() {
    return world
        .jdbc()
        .sql("SELECT generation FROM project_link WHERE workspace = ?")
        .param(workspace.value())
        .query(Long.class)
        .single();
  }

  private long paidBy(String who) {
    return -world
        .jdbc()
        .sql(
            """
            SELECT coalesce(sum(p.amount_nanos), 0)
              FROM posting p JOIN journal j ON j.id = p.journal JOIN account a ON a.id = p.account
             WHERE j.researcher = ? AND j.kind <> 'GRANT' AND a.name LIKE ? || '%'
            """)
        .params(ada.value(), who)
        .query(Long.class)
        .single();
  }

  /** What machine and disk cost together; of each line the rounded sum. */
  private static long cost(long seconds) {
    return rounded(350_000_000 * seconds, 3_600)
        + rounded(4 * 31_611_000 * seconds, 3_600)
        + rounded(15 * 4_237_000 * seconds, 3_600)
        + diskCost(seconds);
  }

  private static long diskCost(long seconds) {
    return rounded(10_000_000_000L * seconds, 2_592_000);
  }

  private static long rounded(long nanos, long parts) {
    return new BigDecimal(nanos)
        .divide(new BigDecimal(parts), 0, RoundingMode.HALF_EVEN)
        .longValueExact();
  }
}
