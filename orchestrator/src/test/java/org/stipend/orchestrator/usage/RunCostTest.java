package org.stipend.orchestrator.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stipend.orchestrator.books.MoneyWorld.T0;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.stipend.cost.RuntimeId;
import org.stipend.cost.WorkspaceId;
import org.stipend.cost.money.Money;
import org.stipend.orchestrator.TestDatabase;
import org.stipend.orchestrator.books.MoneyWorld;

/** Counters of an n1-standard-4, which costs 35,123 1/3 + 17,654 1/6 nanos a second. */
final class RunCostTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private static final Instant MAY = Instant.parse("2026-05-01T00:00:00Z");

  private static final Money MINIMUM = Money.ofNanos(2_107_400 + 1_059_250);

  private final RuntimeId runtime = new RuntimeId(UUID.randomUUID());
  private MoneyWorld world;
  private WorkspaceId workspace;

  @BeforeEach
  void aWorkspace() {
    world = new MoneyWorld(database);
    workspace = world.aWorkspaceOf(world.aResearcher());
  }

  @AfterEach
  void close() {
    world.close();
  }

  private void ran(Instant start, Instant stop) {
    started(start);
    world.clock.moveTo(stop);
    world.machineStopped(runtime, stop);
  }

  private void started(Instant start) {
    world.clock.moveTo(start);
    world.machineStarted(runtime, workspace, "n1-standard-4", start);
  }

  private Costs.RuntimeCost cost(Instant at) {
    return world.get(Costs.class).ofRuntime(runtime, null, at);
  }

  @Test
  void aRestartWithinTheSecondOfTheStopCountsItsOwnSecondsOnly() {
    ran(T0, T0.plusSeconds(10));
    started(T0.plusSeconds(10));
    Costs.RuntimeCost cost = cost(T0.plusSeconds(15));
    assertThat(cost.run().amount()).isEqualTo(Money.ofNanos(175_617 + 88_271));
    assertThat(cost.today()).isEqualTo(MINIMUM.plus(cost.run().amount()));
  }

  @Test
  void aRunWithoutASecondLeavesItsMinimumOutOfTheNext() {
    ran(T0.plusMillis(100), T0.plusMillis(200));
    started(T0.plusMillis(900));
    assertThat(cost(T0.plusMillis(990)).run().amount()).isEqualTo(Money.ZERO);
    Costs.RuntimeCost cost = cost(T0.plusSeconds(5));
    assertThat(cost.run().amount()).isEqualTo(Money.ofNanos(175_617 + 88_271));
    assertThat(cost.today()).isEqualTo(MINIMUM.plus(cost.run().amount()));
  }

  @Test
  void aStartThatWasCancelledGoesOnShowingItsMinimum() {
    started(T0);
    assertThat(cost(T0.plusSeconds(3)).lastRun()).isNull();
    world.clock.moveTo(T0.plusSeconds(4));
    world.machineStopped(runtime, T0.plusSeconds(4));
    assertThat(cost(T0.plusSeconds(500)).lastRun())
        .isEqualTo(new Costs.LastRun(MINIMUM, T0, T0.plusSeconds(4)));
  }

  @Test
  void theLastRunIsWhatTheBooksSayThoughItBeganInAnotherMonth() {
    ran(MAY.minusSeconds(200), MAY.minusSeconds(139));
    ran(MAY.minusSeconds(31), MAY.plusSeconds(31));
    Money april = Money.ofNanos((3_231_347 - 2_142_523) + (1_624_183 - 1_076_904));
    Money may = Money.ofNanos(1_088_823 + 547_279);
    assertThat(cost(MAY.plusSeconds(90)).lastRun().amount()).isEqualTo(april.plus(may));
  }

  @Test
  void aLaunchThatFailedIsNobodysRun() {
    ran(T0, T0.plusSeconds(10));
    world.launchFailed(runtime, T0);
    assertThat(cost(T0.plusSeconds(20)).lastRun()).isNull();
  }

  @Test
  void aRunThatEndsWithTheMonthOwesItsMinimumToThatMonth() {
    ran(MAY.minusSeconds(30), MAY);
    for (Instant at : new Instant[] {MAY, MAY.plusSeconds(5)}) {
      Costs.RuntimeCost cost = cost(at);
      assertThat(cost.today()).isEqualTo(Money.ZERO);
      assertThat(cost.month()).isEqualTo(Money.ZERO);
    }
  }

  @Test
  void aRunThatEndsWithTheDayOwesItsMinimumToThatDay() {
    Instant midnight = T0.plusSeconds(86_400);
    ran(midnight.minusSeconds(30), midnight);
    assertThat(cost(midnight).today()).isEqualTo(Money.ZERO);
    assertThat(cost(midnight).month()).isEqualTo(MINIMUM);
  }

  @Test
  void aRunWithoutASecondAtMidnightBelongsToTheDayThatBegins() {
    ran(MAY, MAY);
    assertThat(cost(MAY).today()).isEqualTo(MINIMUM);
    assertThat(cost(MAY.plusSeconds(1)).month()).isEqualTo(MINIMUM);
  }
}
