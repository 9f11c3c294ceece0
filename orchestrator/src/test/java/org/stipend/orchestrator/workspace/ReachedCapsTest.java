package org.stipend.orchestrator.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stipend.orchestrator.books.MoneyWorld.GPU_MACHINE;
import static org.stipend.orchestrator.books.MoneyWorld.T0;

import java.sql.Timestamp;
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
import org.stipend.orchestrator.usage.Metering;

/** Bob runs a machine for $0.539999 an hour on Ada's credit, and may spend so much of it. */
final class ReachedCapsTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private final RuntimeId machine = new RuntimeId(UUID.randomUUID());
  private MoneyWorld world;
  private ResearcherId bob;
  private WorkspaceId workspace;

  @BeforeEach
  void twoWork() {
    world = new MoneyWorld(database);
    ResearcherId ada = world.aResearcher();
    bob = world.aResearcher();
    workspace = world.aWorkspaceOf(ada);
    world.grant(ada, "100");
    world
        .jdbc()
        .sql(
            "INSERT INTO workspace_member (workspace, person, role, since) VALUES (?, ?, 'WRITER', now())")
        .params(workspace.value(), bob.value())
        .update();
    world.machineStarted(
        new Metering.Machine(machine, workspace, bob.value(), "TERMINAL", GPU_MACHINE), T0);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void whoHasSpentTheirCapIsToldWithinHalfAMinuteOnceAndSoIsWhoPays() {
    maySpend("0.75"); // for 5,000 s
    lookAt(T0.plusSeconds(4_990));
    assertThat(told()).as("not yet").isZero();

    lookAt(T0.plusSeconds(5_010));
    lookAt(T0.plusSeconds(5_040));
    assertThat(told()).as("both, once").isEqualTo(2);

    maySpend("1.00");
    lookAt(T0.plusSeconds(7_000));
    assertThat(told()).as("of each cap").isEqualTo(4);
  }

  @Test
  void aCapBelowWhatIsSpentIsTold() {
    lookAt(T0.plusSeconds(5_010));
    world.machineStopped(machine, T0.plusSeconds(5_010));
    world.clock.moveTo(T0.plusSeconds(20_000));
    maySpend("0.10");

    lookAt(T0.plusSeconds(20_030));

    assertThat(told()).isEqualTo(2);
  }

  private void maySpend(String dollars) {
    world
        .jdbc()
        .sql(
            "UPDATE workspace_member SET cap_nanos = ?, capped_at = ?, cap_told = false WHERE person = ?")
        .params(Money.parse(dollars).nanos(), Timestamp.from(world.clock.instant()), bob.value())
        .update();
  }

  private void lookAt(Instant now) {
    world.clock.moveTo(now);
    world.get(ReachedCaps.class).pass();
  }

  private long told() {
    return world
        .jdbc()
        .sql(
            "SELECT count(*) FROM notice WHERE kind = 'SHARE_CAP' AND channel = 'APP' AND workspace = ?")
        .param(workspace.value())
        .query(Long.class)
        .single();
  }
}
