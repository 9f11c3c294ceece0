package org.stipend.orchestrator.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stipend.orchestrator.books.MoneyWorld.GPU_MACHINE;
import static org.stipend.orchestrator.books.MoneyWorld.T0;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.RuntimeId;
import org.stipend.cost.WorkspaceId;
import org.stipend.orchestrator.TestDatabase;
import org.stipend.orchestrator.ledger.Proof;
import org.stipend.orchestrator.ledger.ProofCheck;

/** What a workspace has cost is learned after it was deleted. */
final class LateCostTest {

  private static final Instant DELETED = T0.plus(Duration.ofHours(80)); // $43.20 of $100

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private final RuntimeId runtime = new RuntimeId(UUID.randomUUID());
  private MoneyWorld world;
  private ResearcherId ada;
  private WorkspaceId workspace;

  @BeforeEach
  void aWorkspaceIsDeleted() {
    world = new MoneyWorld(database);
    ada = world.aResearcher();
    workspace = world.aWorkspaceOf(ada);
    world.grant(ada, "100");
    world.machineStarted(runtime, workspace, GPU_MACHINE, T0);
    world.settle(ada, DELETED);
    world.machineStopped(runtime, DELETED);
    world
        .jdbc()
        .sql("UPDATE workspace SET deleted_at = ? WHERE id = ?")
        .params(Timestamp.from(DELETED), workspace.value())
        .update();
  }

  @AfterEach
  void theBooksAreSound() {
    assertThat(world.get(Proof.class).run()).allMatch(ProofCheck.Result::ok);
    world.close();
  }

  @Test
  void theLateCostOfADeletedWorkspaceCountsAndItsThresholdIsTold() {
    assertThat(percents()).containsExactly(25);
    RuntimeId late = new RuntimeId(UUID.randomUUID());

    world.machineStarted(late, workspace, GPU_MACHINE, T0.plus(Duration.ofHours(60)));
    world.machineStopped(late, DELETED); // $10.80 more

    assertThat(Balances.left(world, ada)).isBetween(45_900_000_000L, 46_100_000_000L);
    assertThat(percents()).containsExactly(25, 50);
  }

  @Test
  void aThresholdThatWasToldIsNotToldAgainWhenLateNewsTakeItBack() {
    RuntimeId late = new RuntimeId(UUID.randomUUID());
    world.machineStarted(late, workspace, GPU_MACHINE, T0.plus(Duration.ofHours(60)));
    assertThat(percents()).containsExactly(25, 50);

    world.machineStopped(late, T0.plus(Duration.ofHours(61))); // under the half again
    world.clock.moveTo(DELETED.plusSeconds(60));
    world.machineStarted(
        new RuntimeId(UUID.randomUUID()), workspace, GPU_MACHINE, T0.plus(Duration.ofHours(60)));

    assertThat(percents()).containsExactly(25, 50);
  }

  private List<Integer> percents() {
    return world
        .jdbc()
        .sql(
            """
            SELECT facts ->> 'percent' FROM notice
             WHERE person = ? AND kind = 'CREDIT_USED' ORDER BY created_at, event_key
            """)
        .param(ada.value())
        .query(String.class)
        .list()
        .stream()
        .map(Integer::valueOf)
        .toList();
  }
}
