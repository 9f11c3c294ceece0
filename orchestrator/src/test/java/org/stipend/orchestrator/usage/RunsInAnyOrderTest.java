package org.stipend.orchestrator.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.RuntimeId;
import org.stipend.cost.WorkspaceId;
import org.stipend.orchestrator.TestDatabase;
import org.stipend.orchestrator.books.MoneyWorld;

/** What is known of a machine's runs does not depend on which of them was told first. */
final class RunsInAnyOrderTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private final RuntimeId runtime = new RuntimeId(UUID.randomUUID());
  private MoneyWorld world;
  private WorkspaceId workspace;

  private record Row(Instant startedAt, Instant stoppedAt, boolean estimated) {}

  @BeforeEach
  void aMachine() {
    world = new MoneyWorld(database);
    ResearcherId ada = world.aResearcher();
    workspace = world.aWorkspaceOf(ada);
    world.grant(ada, "100");
    world.clock.moveTo(t(10_000));
  }

  @AfterEach
  void end() {
    world.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "start1 stop1 start2 stop2",
        "start1 start2 stop1 stop2",
        "start1 start2 stop2 stop1",
        "start2 stop2 start1 stop1",
        "start2 start1 stop1 stop2",
        "start2 start1 stop2 stop1"
      })
  void twoRunsAreWhatTheyWere(String news) {
    tell(news);
    assertThat(rows())
        .containsExactly(new Row(t(0), t(900), false), new Row(t(1_000), t(1_300), false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"start1 start2", "start2 start1"})
  void whatStartedAgainHadEndedByThen(String news) {
    tell(news);
    assertThat(rows())
        .containsExactly(new Row(t(0), t(1_000), true), new Row(t(1_000), null, false));
  }

  @Test
  void aRunBetweenTwoIsBoundedByBoth() {
    tell("start1 stop1 start2 stop2");
    world.machineStarted(runtime, workspace, MoneyWorld.GPU_MACHINE, t(890));
    assertThat(rows())
        .containsExactly(
            new Row(t(0), t(900), false),
            new Row(t(900), t(1_000), true),
            new Row(t(1_000), t(1_300), false));
  }

  @Test
  void aRunToldBetweenTwoEndsTheOneBeforeIt() {
    tell("start1 start2");
    started(t(500));
    world.machineStopped(runtime, t(300));
    assertThat(rows())
        .containsExactly(
            new Row(t(0), t(300), false),
            new Row(t(500), t(1_000), true),
            new Row(t(1_000), null, false));
  }

  private void tell(String news) {
    for (String one : news.split(" ")) {
      switch (one) {
        case "start1" -> started(t(0));
        case "stop1" -> world.machineStopped(runtime, t(900));
        case "start2" -> started(t(1_000));
        case "stop2" -> world.machineStopped(runtime, t(1_300));
        default -> throw new IllegalArgumentException(one);
      }
    }
  }

  private void started(Instant at) {
    world.machineStarted(runtime, workspace, MoneyWorld.GPU_MACHINE, at);
  }

  private List<Row> rows() {
    return world
        .jdbc()
        .sql(
            """
            SELECT started_at, stopped_at, estimated FROM usage_run WHERE resource = :machine
             ORDER BY observed_start
            """)
        .param("machine", runtime.value())
        .query((row, n) ->
            new Row(
                row.getTimestamp("started_at").toInstant(),
                RunTable.instant(row, "stopped_at"),
                row.getBoolean("estimated")))
        .list();
  }

  private static Instant t(long seconds) {
    return MoneyWorld.T0.plusSeconds(seconds);
  }
}
