package org.stipend.orchestrator.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stipend.orchestrator.books.MoneyWorld.GPU_MACHINE;
import static org.stipend.orchestrator.books.MoneyWorld.T0;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.RuntimeId;
import org.stipend.cost.WorkspaceId;
import org.stipend.cost.money.Money;
import org.stipend.orchestrator.TestDatabase;
import org.stipend.orchestrator.books.MoneyWorld;
import org.stipend.orchestrator.books.PoolBooks;

/** What people are told before they launch. */
final class EstimatesTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private MoneyWorld world;
  private ResearcherId ada;
  private WorkspaceId workspace;

  @BeforeEach
  void somethingRuns() {
    world = new MoneyWorld(database);
    ada = world.aResearcher();
    workspace = world.aWorkspaceOf(ada);
    world.grant(ada, "10");
    world.machineStarted(new RuntimeId(UUID.randomUUID()), workspace, GPU_MACHINE, T0);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void anEstimateIsWhatALaunchWouldCost() {
    Instant endWithoutIt = world.get(PoolBooks.class).look(ada, T0).orElseThrow().outlook().end();
    EstimateView estimate =
        world
            .get(Estimates.class)
            .of(
                new Starter(ada.value(), workspace),
                new EstimateRequest(
                    "jupyter",
                    "n1-standard-4",
                    new EstimateRequest.DiskChoice(null, "pd-balanced", 50L),
                    null));
    assertThat(estimate.minimum().amount()).isEqualTo(Money.ofNanos(3_166_650));
    assertThat(estimate.admission().admitted()).isTrue();
    assertThat(estimate.lines()).hasSize(3);
    assertThat(estimate.diskPerMonth()).isEqualTo(Money.ofDollars(5));
    assertThat(estimate.credit().endsAt()).isBefore(endWithoutIt);
  }

  @Test
  void aRefusalNamesTheExpiryWhereThatIsWhatRefuses() {
    ResearcherId grace = world.aResearcher();
    world.grant(grace, "0.90", T0.plusSeconds(40));

    Admission judged = world.decide(world.aWorkspaceOf(grace), "e2-micro", null);

    assertThat(judged)
        .isInstanceOfSatisfying(
            Admission.Unfunded.class,
            no -> {
              assertThat(no.code()).isEqualTo("CREDIT_EXPIRES");
              assertThat(no.detail()).contains("$0.90").contains("2026-04-01T00:00:40Z");
            });
  }
}
