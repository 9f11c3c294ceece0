package org.stipend.orchestrator.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stipend.orchestrator.books.MoneyWorld.T0;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stipend.cost.GrantId;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.RuntimeId;
import org.stipend.cost.WorkspaceId;
import org.stipend.cost.money.Money;
import org.stipend.orchestrator.TestDatabase;
import org.stipend.orchestrator.ledger.Ledger;
import org.stipend.orchestrator.ledger.Proof;
import org.stipend.orchestrator.ledger.ProofCheck;

/** What was taken back stays taken, whatever is learned later. */
final class RevocationsTest {

  private final TestDatabase database = new TestDatabase();

  private final RuntimeId big = new RuntimeId(UUID.randomUUID());
  private final RuntimeId small = new RuntimeId(UUID.randomUUID());
  private MoneyWorld world;
  private ResearcherId ada;
  private WorkspaceId workspace;
  private GrantId starting;

  @BeforeEach
  void aStartingCredit() {
    database.open();
    world = new MoneyWorld(database);
    ada = world.aResearcher();
    workspace = world.aWorkspaceOf(ada);
    starting = world.grant(ada, "300");
  }

  @AfterEach
  void theBooksAreSound() {
    assertThat(world.get(Proof.class).run()).allMatch(ProofCheck.Result::ok);
    world.close();
    database.close();
  }

  private static Instant t(long seconds) {
    return T0.plusSeconds(seconds);
  }

  private void startBoth() {
    world.machineStarted(big, workspace, "c2-standard-60", T0);
    world.machineStarted(small, workspace, "e2-micro", T0);
  }

  private Map<GrantId, Money> left() {
    world.writeUp(ada);
    return world.get(Ledger.class).balances(ada);
  }

  @Test
  void theProofHoldsWhenWhatHasJustStartedIsAllTakenBack() {
    startBoth();
    world.clock.moveTo(t(3));
    GrantId more = world.grant(ada, "5");
    world.takeBack(ada, more, "5");
    world.takeBack(ada, starting, "300");
    assertThat(world.get(Proof.class).run()).allMatch(ProofCheck.Result::ok);
    world.fire(ada, t(90));
    assertThat(world.get(Proof.class).run()).allMatch(ProofCheck.Result::ok);
  }

  /** Three seconds of it the starting credit had paid; what comes back of them is taken as well. */
  @Test
  void aLaunchLearnedToHaveFailedGivesARevokedGrantNothingBack() {
    startBoth();
    world.clock.moveTo(t(3));
    GrantId soon = world.grant(ada, "5", t(86_400));
    world.takeBack(ada, starting, "300");
    assertThat(left().get(starting)).isEqualTo(Money.ZERO);
    world.clock.moveTo(t(5));
    world.machineStopped(small, t(4));
    world.launchFailed(small, T0);

    assertThat(left().get(starting)).isEqualTo(Money.ZERO);
    assertThat(left().get(soon)).isGreaterThan(Money.parse("4.9"));
    assertThat(Balances.platformPaid(world, "OVERRUN", ada)).isZero();
    assertThat(Balances.platformPaid(world, "FAILED_LAUNCH", ada)).isEqualTo(90_882 + 48_726);
    assertThat(world.status(ada)).isEqualTo("ACTIVE");
  }
}
