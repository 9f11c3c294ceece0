package org.stipend.orchestrator.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stipend.orchestrator.books.MoneyWorld.GPU_MACHINE;
import static org.stipend.orchestrator.books.MoneyWorld.T0;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.RuntimeId;
import org.stipend.cost.WorkspaceId;
import org.stipend.orchestrator.TestDatabase;

/** An account is ready for the end of a dollar, which a machine uses up in less than two hours. */
final class NearerEndTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private final String account =
      "%06X-%06X-ABCDEF".formatted(UUID.randomUUID().hashCode() & 0xFFFFFF, 7);

  private MoneyWorld world;
  private ResearcherId ada;
  private WorkspaceId workspace;

  @BeforeEach
  void oneMachineRuns() {
    world = new MoneyWorld(database);
    ada = world.aResearcher();
    workspace = world.aWorkspaceOf(ada);
    world.grant(ada, "1");
    machineStarts();
    HandOffs.makeReady(world, workspace, account, T0);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void whoeverTakesOverWithinTheHourIsLookedAtAtOnce() {
    long before = looks();

    machineStarts();

    assertThat(world.endsAt(ada)).isBefore(T0.plusSeconds(3_600));
    assertThat(looks()).isEqualTo(before + 1);
    world.clock.moveTo(T0.plusSeconds(60));
    world.settle(ada, T0.plusSeconds(60));
    assertThat(looks()).as("nothing has moved").isEqualTo(before + 1);
  }

  @Test
  void anEndThatIsFartherAwayWaitsForTheNextLook() {
    long before = looks();

    world.settle(ada, T0.plusSeconds(60));

    assertThat(world.endsAt(ada)).isAfter(T0.plusSeconds(2 * 3_600 - 1_800));
    assertThat(looks()).isEqualTo(before);
  }

  private void machineStarts() {
    world.machineStarted(new RuntimeId(UUID.randomUUID()), workspace, GPU_MACHINE, T0);
  }

  private long looks() {
    return world
        .jdbc()
        .sql("SELECT version FROM billing_account WHERE account = ?")
        .param(account)
        .query(Long.class)
        .single();
  }
}
