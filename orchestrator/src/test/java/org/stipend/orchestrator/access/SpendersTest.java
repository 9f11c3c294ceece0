package org.stipend.orchestrator.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stipend.orchestrator.books.MoneyWorld.GPU_MACHINE;
import static org.stipend.orchestrator.books.MoneyWorld.T0;

import java.sql.Timestamp;
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
import org.stipend.cost.Payer;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.RuntimeId;
import org.stipend.cost.WorkspaceId;
import org.stipend.orchestrator.TestDatabase;
import org.stipend.orchestrator.books.MoneyWorld;
import org.stipend.orchestrator.payer.PayerTable;
import org.stipend.orchestrator.usage.Metering;
import org.stipend.orchestrator.web.Paging;

/** The list of creators who spend credit. Ada has a dollar, and a workspace on it. */
final class SpendersTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private MoneyWorld world;
  private ResearcherId ada;
  private WorkspaceId workspace;

  @BeforeEach
  void aWorkspaceOnCredit() {
    world = new MoneyWorld(database);
    ada = world.aResearcher();
    workspace = world.aWorkspaceOf(ada);
    world.grant(ada, "1");
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void whoseUnexpiredCreditPaysForAWorkspaceIsInTheList() {
    ResearcherId withoutWorkspace = world.aResearcher();
    world.grant(withoutWorkspace, "1");

    assertThat(spenders()).contains(ada.value()).doesNotContain(withoutWorkspace.value());
  }

  @Test
  void whoseCreditHasExpiredIsNotInIt() {
    ResearcherId eve = world.aResearcher();
    world.aWorkspaceOf(eve);
    Instant expiry = T0.plus(Duration.ofDays(17));
    world.grant(eve, "1", expiry);
    world.settle(eve, expiry.minusSeconds(1));
    assertThat(spenders()).contains(eve.value());

    world.settle(eve, expiry);
    assertThat(spenders()).doesNotContain(eve.value());
  }

  @Test
  void whoseCreditIsExhaustedIsNotInItFromTheVerySecondOn() {
    world.machineStarted(new RuntimeId(UUID.randomUUID()), workspace, GPU_MACHINE, T0);
    Instant end = world.endsAt(ada);
    world.clock.moveTo(end.minusSeconds(1));
    assertThat(spenders()).contains(ada.value());

    world.clock.moveTo(end);
    assertThat(spenders()).as("before anybody has booked it").doesNotContain(ada.value());
    world.fire(ada, end);
    assertThat(world.status(ada)).isEqualTo("EXHAUSTED");
    assertThat(spenders()).doesNotContain(ada.value());
  }

  @Test
  void aCollaboratorWhoRunsAMachineIsNoSpender() {
    ResearcherId bob = world.aResearcher();
    var machine =
        new Metering.Machine(
            new RuntimeId(UUID.randomUUID()), workspace, bob.value(), "JUPYTER", GPU_MACHINE);
    world.machineStarted(machine, T0);
    world.settle(ada, T0.plusSeconds(600));

    assertThat(spenders()).contains(ada.value()).doesNotContain(bob.value());
  }

  @Test
  void whoseWorkspacesAreAllDeletedOrOnAnAccountIsNoSpender() {
    WorkspaceId other = world.aWorkspaceOf(ada);
    var account = new Payer.LinkedAccount(new BillingAccountId("012345-6789AB-CDEF01"));
    world.clock.moveTo(T0.plusSeconds(60));
    world.run(
        () -> world.get(PayerTable.class).bind(other, account, ada.value(), world.clock.instant()));
    assertThat(spenders()).contains(ada.value());

    world
        .jdbc()
        .sql("UPDATE workspace SET deleted_at = ? WHERE id = ?")
        .params(Timestamp.from(world.clock.instant()), workspace.value())
        .update();
    assertThat(spenders()).doesNotContain(ada.value());
  }

  private Set<UUID> spenders() {
    List<PersonView> spending =
        world.get(PeopleViews.class).list("", true, new Paging(200, null)).items();
    return Set.copyOf(spending.stream().map(PersonView::id).toList());
  }
}
