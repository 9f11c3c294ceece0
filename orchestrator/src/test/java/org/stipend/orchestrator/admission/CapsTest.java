package org.stipend.orchestrator.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stipend.orchestrator.books.MoneyWorld.GPU_MACHINE;
import static org.stipend.orchestrator.books.MoneyWorld.T0;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
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
import org.stipend.cost.money.Money;
import org.stipend.orchestrator.TestDatabase;
import org.stipend.orchestrator.books.MoneyWorld;
import org.stipend.orchestrator.books.PoolBooks;
import org.stipend.orchestrator.books.Shares;
import org.stipend.orchestrator.payer.PayerTable;
import org.stipend.orchestrator.payer.PoolLocks;
import org.stipend.orchestrator.usage.Metering;

/** Bob works on Ada's credit, and may spend so much of it. */
final class CapsTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  /** What an n1-standard-4 costs in its first minute and the two that a stop may take. */
  private static final Money TO_START = Money.ofNanos(9_499_950);

  private MoneyWorld world;
  private ResearcherId ada;
  private ResearcherId bob;
  private WorkspaceId workspace;

  @BeforeEach
  void twoWork() {
    world = new MoneyWorld(database);
    ada = world.aResearcher();
    bob = world.aResearcher();
    workspace = world.aWorkspaceOf(ada);
    world.grant(ada, "100");
    isMember(bob);
  }

  @AfterEach
  void close() {
    world.close();
  }

  private void isMember(ResearcherId person) {
    world
        .jdbc()
        .sql(
            """
            INSERT INTO workspace_member (workspace, person, role, since)
            VALUES (:workspace, :person, 'WRITER', now())
            """)
        .param("workspace", workspace.value())
        .param("person", person.value())
        .update();
  }

  private void mayBobSpend(Money cap) {
    world
        .jdbc()
        .sql(
            "UPDATE workspace_member SET cap_nanos = :cap, capped_at = :at, cap_told = false WHERE person = :bob")
        .param("cap", cap.nanos())
        .param("at", Timestamp.from(world.clock.instant()))
        .param("bob", bob.value())
        .update();
  }

  private RuntimeId runs(ResearcherId person, Instant at) {
    RuntimeId runtime = new RuntimeId(UUID.randomUUID());
    world.clock.moveTo(at);
    world.machineStarted(
        new Metering.Machine(runtime, workspace, person.value(), "TERMINAL", GPU_MACHINE), at);
    return runtime;
  }

  private Optional<Admission.Unfunded> refusal(ResearcherId person) {
    return world.inTransaction(() -> {
      world.get(PoolLocks.class).lock(ada);
      return world
          .get(Caps.class)
          .refusal(
              ada,
              new Starter(person.value(), workspace),
              "n1-standard-4",
              null,
              world.clock.instant());
    });
  }

  private Money share(ResearcherId person) {
    var draft = world.get(PoolBooks.class).look(ada, world.clock.instant()).orElseThrow().draft();
    return world.get(Shares.class).in(workspace, draft).get(person.value());
  }

  @Test
  void aStartNeedsItsFirstMinuteAndTheTimeAStopTakes() {
    mayBobSpend(TO_START);
    assertThat(refusal(bob)).isEmpty();

    mayBobSpend(TO_START.minus(Money.ofNanos(1)));
    assertThat(refusal(bob))
        .hasValueSatisfying(no -> {
          assertThat(no.code()).isEqualTo("MEMBER_CAP_REACHED");
          assertThat(no.needed()).isEqualTo(TO_START);
          assertThat(no.left()).isEqualTo(TO_START.minus(Money.ofNanos(1)));
          assertThat(no.detail()).contains("may spend $0.00").contains("takes $0.01");
        });
  }

  @Test
  void whatTheySpentCountsBookedOrNotAndWhatRunsOfTheirsAndNobodyElses() {
    runs(ada, T0);
    RuntimeId ofBob = runs(bob, T0);
    world.settle(ada, T0.plusSeconds(3600));
    world.clock.moveTo(T0.plusSeconds(5400));
    Money spent = share(bob);
    assertThat(spent).as("booked and not").isEqualTo(share(ada)).isGreaterThan(Money.ZERO);
    Money goesOn = Money.ofNanos(539_999_000L * 180 / 3600); // an hour of it costs so much

    mayBobSpend(spent.plus(TO_START).plus(goesOn).plus(Money.ofNanos(10)));
    assertThat(refusal(bob)).isEmpty();
    mayBobSpend(spent.plus(TO_START).plus(goesOn).minus(Money.ofNanos(10)));
    assertThat(refusal(bob)).isPresent();
    assertThat(refusal(ada)).as("who pays has no cap").isEmpty();

    world.machineStopped(ofBob, T0.plusSeconds(5400));
    assertThat(refusal(bob)).as("nothing of theirs runs").isEmpty();
  }

  @Test
  void whereABillingAccountPaysNoCapIsAsked() {
    mayBobSpend(Money.ZERO);
    assertThat(refusal(bob)).isPresent();
    world.run(() ->
        world
            .get(PayerTable.class)
            .bind(
                workspace,
                new Payer.LinkedAccount(new BillingAccountId("012345-6789AB-CDEF01")),
                ada.value(),
                world.clock.instant().plusSeconds(1)));
    world.clock.moveTo(world.clock.instant().plusSeconds(2));
    assertThat(refusal(bob)).isEmpty();
  }
}
