package org.stipend.orchestrator.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stipend.orchestrator.books.MoneyWorld.GPU_MACHINE;
import static org.stipend.orchestrator.books.MoneyWorld.T0;

import java.sql.Timestamp;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.stipend.cloud.billing.AccountState;
import org.stipend.cost.BillingAccountId;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.RuntimeId;
import org.stipend.cost.WorkspaceId;
import org.stipend.orchestrator.TestDatabase;
import org.stipend.orchestrator.access.Caller;
import org.stipend.orchestrator.access.Role;
import org.stipend.orchestrator.billing.workflow.AccountReport;
import org.stipend.orchestrator.billing.workflow.AccountSnapshot;
import org.stipend.orchestrator.books.MoneyWorld;
import org.stipend.orchestrator.payer.PayerView;

/** Ada chose an account that named her, and that goes on to name others alone. */
final class NamedChoosersTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private final BillingAccountId account = anAccount();
  private MoneyWorld world;
  private ResearcherId ada;
  private ResearcherId bob;
  private WorkspaceId workspace;
  private RuntimeId runtime;

  @BeforeEach
  void theAccountNamesBoth() {
    world = new MoneyWorld(database);
    ada = world.aResearcher();
    bob = world.aResearcher();
    workspace = world.aWorkspaceOf(ada);
    joins(ada);
    joins(bob);
    world.grant(ada, "1");
    runtime = new RuntimeId(UUID.randomUUID());
    world.machineStarted(runtime, workspace, GPU_MACHINE, T0);
    register(ada);
    register(bob);
    world.clock.moveTo(T0.plusSeconds(1));
    names(ada, bob);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void anAccountThatNoLongerNamesWhoChoseItPaysNothingForThem() {
    put(ada, PutPayer.When.NOW);
    world.clock.moveTo(T0.plusSeconds(500));
    names(bob);

    assertThat(world.machines.stopped).containsExactly(workspace);
    assertThat(view().inactive().code()).isEqualTo("ACCOUNT_NOT_YOURS");
    assertThat(view().payer().kind()).isEqualTo(PayerView.Kind.PLATFORM);
    assertThat(told(workspace)).contains("HAND_OFF_BROKEN");

    world.machineStopped(runtime, T0.plusSeconds(500));
    world.clock.moveTo(T0.plusSeconds(900));
    names(ada);
    assertThat(view().inactive()).isNull();
    assertThat(view().payer().kind()).isEqualTo(PayerView.Kind.BILLING_ACCOUNT);
  }

  @Test
  void norDoesItTakeOver() {
    put(ada, PutPayer.When.WHEN_CREDIT_ENDS);
    world.clock.moveTo(T0.plusSeconds(500));
    names(bob);
    assertThat(told(workspace)).contains("HAND_OFF_FAILED");

    world.fire(ada, world.machinesStopAt(ada));
    assertThat(world.machines.stopped).containsExactly(workspace);
    world.fire(ada, world.endsAt(ada));
    assertThat(view().bound().account()).isNull();
  }

  @Test
  void whoeverIsStillNamedAnswersForAllWhoChoseIt() {
    put(ada, PutPayer.When.NOW);
    names(bob);
    assertThat(view().inactive()).isNotNull();

    put(bob, PutPayer.When.NOW);
    names(bob);
    assertThat(view().inactive()).isNull();
  }

  /** The cloud says whom the account names now. */
  private void names(ResearcherId... people) {
    UUID id = BillingAccounts.idOf(account);
    AccountActivities activities = world.get(AccountActivities.class);
    AccountSnapshot row = activities.load(id);
    List<String> mails = List.of(people).stream().map(NamedChoosersTest::mail).toList();
    activities.looked(
        new AccountReport(
            id,
            row.version(),
            row.mails(),
            new AccountState(account.value(), true, "Lab", true, true, "USD", mails)));
  }

  private void register(ResearcherId person) {
    world
        .jdbc()
        .sql("UPDATE person SET verified_email = ? WHERE id = ?")
        .params(mail(person), person.value())
        .update();
    world.run(() -> world.get(BillingAccounts.class).register(person.value(), account, T0));
  }

  private void put(ResearcherId by, PutPayer.When when) {
    world
        .get(HandOffs.class)
        .put(
            caller(by),
            workspace,
            new PutPayer(PutPayer.Kind.BILLING_ACCOUNT, account.value(), when));
  }

  private WorkspacePayerView view() {
    return world.get(WorkspacePayerViews.class).one(caller(ada), workspace);
  }

  private List<String> told(WorkspaceId where) {
    return world
        .jdbc()
        .sql("SELECT kind FROM notice WHERE workspace = ?")
        .param(where.value())
        .query(String.class)
        .list();
  }

  private void joins(ResearcherId person) {
    world
        .jdbc()
        .sql(
            """
            INSERT INTO workspace_member (workspace, person, role, since) VALUES (?, ?, 'OWNER', ?)
            ON CONFLICT (workspace, person) DO UPDATE SET role = excluded.role
            """)
        .params(workspace.value(), person.value(), Timestamp.from(T0))
        .update();
  }

  private static Caller caller(ResearcherId person) {
    return new Caller(person.value(), "Somebody", Set.of(Role.RESEARCHER));
  }

  private static String mail(ResearcherId person) {
    return person + "@example.org";
  }

  private static BillingAccountId anAccount() {
    String hex = UUID.randomUUID().toString().replace("-", "").toUpperCase(Locale.ROOT);
    return new BillingAccountId(
        hex.substring(0, 6) + "-" + hex.substring(6, 12) + "-" + hex.substring(12, 18));
  }
}
