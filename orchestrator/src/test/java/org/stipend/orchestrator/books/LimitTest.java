package org.stipend.orchestrator.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stipend.orchestrator.books.MoneyWorld.GPU_MACHINE;
import static org.stipend.orchestrator.books.MoneyWorld.T0;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.stipend.cost.GrantId;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.RuntimeId;
import org.stipend.cost.WorkspaceId;
import org.stipend.orchestrator.TestDatabase;

/** What is granted is one limit for all that its owner's workspaces use. */
final class LimitTest {

  private static final long NANOS = 1_000_000_000;

  /** $0.539999 an hour. */
  private static final long NANOS_PER_HOUR = 539_999_000;

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private MoneyWorld world;
  private ResearcherId ada;

  @BeforeEach
  void startsEverythingAtZero() {
    world = new MoneyWorld(database);
    ada = world.aResearcher();
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void whereOneWorkspaceUsedTwoHundredOfThreeHundredAnotherHasOneHundredToTheSecond() {
    world.grant(ada, "300");
    RuntimeId first = machineIn(world.aWorkspaceOf(ada), T0);
    Instant twoHundred = T0.plusSeconds(secondsOf(200));
    world.clock.moveTo(twoHundred);
    world.machineStopped(first, twoHundred);
    machineIn(world.aWorkspaceOf(ada), twoHundred);

    Instant end = world.endsAt(ada);
    assertThat(end).isBetween(T0.plusSeconds(secondsOf(300) - 2), T0.plusSeconds(secondsOf(300)));
    world.fire(ada, end);
    assertThat(world.status(ada)).isEqualTo("EXHAUSTED");
    assertThat(Balances.left(world, ada))
        .as("less than another second costs")
        .isLessThan(NANOS_PER_HOUR / 3_600);
  }

  @Test
  void ofTwoWhoseCreditsEndAtOnceEachStopsWhatIsTheirs() {
    ResearcherId ben = world.aResearcher();
    world.grant(ada, "1");
    world.grant(ben, "1");
    WorkspaceId hers = world.aWorkspaceOf(ada);
    WorkspaceId his = world.aWorkspaceOf(ben);
    machineIn(hers, T0);
    machineIn(his, T0);

    world.fire(ada, world.machinesStopAt(ada));
    assertThat(world.machines.stopped).containsExactly(hers);
    world.fire(ben, world.machinesStopAt(ben));
    assertThat(world.machines.stopped).containsExactly(his);
  }

  @Test
  void aGrantAfterAnOverrunIsWholeAndTheOverrunStaysThePlatforms() {
    world.grant(ada, "100");
    RuntimeId machine = machineIn(world.aWorkspaceOf(ada), T0);
    Instant late = T0.plusSeconds(secondsOf(300)); // nobody could stop it
    world.fire(ada, late);
    world.machineStopped(machine, late);
    long overrun = Balances.platformPaid(world, "OVERRUN", ada);
    assertThat(overrun).isBetween(199 * NANOS, 201 * NANOS);

    world.grant(ada, "100");

    assertThat(world.status(ada)).isEqualTo("ACTIVE");
    assertThat(Balances.left(world, ada)).isBetween(100 * NANOS, 100 * NANOS + NANOS_PER_HOUR);
    assertThat(Balances.platformPaid(world, "OVERRUN", ada)).isEqualTo(overrun);
  }

  @Test
  void aLimitIsNotLoweredBelowWhatIsSpentAndThatEndsTheCreditAtOnce() {
    GrantId grant = world.grant(ada, "200");
    RuntimeId machine = machineIn(world.aWorkspaceOf(ada), T0);
    Instant spent = T0.plusSeconds(secondsOf(150));
    world.clock.moveTo(spent);
    world.machineStopped(machine, spent);
    world.writeUp(ada);
    long left = Balances.left(world, ada);
    assertThat(left).isBetween(50 * NANOS - NANOS_PER_HOUR, 50 * NANOS + NANOS_PER_HOUR);

    world.takeBack(ada, grant, "80");

    assertThat(Balances.left(world, ada)).isZero();
    assertThat(world.status(ada)).isEqualTo("EXHAUSTED");
  }

  private RuntimeId machineIn(WorkspaceId workspace, Instant at) {
    RuntimeId machine = new RuntimeId(UUID.randomUUID());
    world.machineStarted(machine, workspace, GPU_MACHINE, at);
    return machine;
  }

  /** How long a machine runs for so many dollars. */
  private static long secondsOf(long dollars) {
    return dollars * NANOS * 3_600 / NANOS_PER_HOUR;
  }
}
