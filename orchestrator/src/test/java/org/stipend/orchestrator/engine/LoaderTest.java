package org.stipend.orchestrator.engine;

import static java.util.stream.IntStream.rangeClosed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestWorkflowEnvironment;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stipend.cloud.TaskQueues;
import org.stipend.orchestrator.TestClock;
import org.stipend.orchestrator.TestDatabase;

/** Each test finds Temporal empty. */
class LoaderTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private static final UUID ONE = new UUID(0, 1);
  private static final UUID OTHER = new UUID(0, 2);

  private final TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance();
  private final TestingThings things = new TestingThings(database);
  private final Entities entities = new Entities(temporal.getWorkflowClient(), List.of(things));
  private final Outbox outbox = new Outbox(database.jdbc(), new TestClock("2026-04-01T00:00:00Z"));
  private final Loader loader =
      new Loader(entities, database.jdbc(), database.transactions(), outbox);

  @AfterEach
  void close() {
    temporal.close();
  }

  @Test
  void raisesEveryVersionFirstWhenTemporalHasLostItsState() {
    things.insert(ONE, 3);
    things.insert(OTHER, 5);
    loader.pass();
    assertThat(things.poked).containsExactly(ONE + "/4", OTHER + "/6");
    assertThat(entities.isRunning(things, ONE)).isTrue();
    assertThat(entities.isRunning(things, OTHER)).isTrue();
  }

  @Test
  void bringsBackALiveRowThatHasNoExecution() {
    things.insert(ONE, 3);
    things.insert(OTHER, 5);
    entities.poke(things, ONE, 3);
    things.poked.clear();
    loader.pass();
    assertThat(things.poked).as("at its own version").containsExactly(OTHER + "/5");
    assertThat(entities.isRunning(things, OTHER)).isTrue();
  }

  @Test
  void bringsBackWhatSomebodyHasEnded() {
    things.insert(ONE, 3);
    things.insert(OTHER, 5);
    loader.pass();
    things.poked.clear();
    executionOf(ONE).terminate("a whim");
    loader.pass();
    assertThat(things.poked).containsExactly(ONE + "/4");
    assertThat(entities.isRunning(things, ONE)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"Squatter, ENGINE", "Thing, strangers"})
  void endsWhatSomebodyHasPutInItsPlace(String type, String queue) {
    things.insert(ONE, 3);
    things.insert(OTHER, 5);
    loader.pass();
    things.poked.clear();
    executionOf(ONE).terminate("a whim");
    temporal
        .getWorkflowClient()
        .newUntypedWorkflowStub(
            type,
            WorkflowOptions.newBuilder()
                .setWorkflowId(TestingThings.KIND.workflowId(ONE))
                .setTaskQueue(queue.equals("ENGINE") ? TaskQueues.ENGINE : queue)
                .build())
        .start();
    assertThat(entities.isRunning(things, ONE)).isFalse();
    loader.pass();
    assertThat(things.poked).containsExactly(ONE + "/4");
    assertThat(entities.isRunning(things, ONE)).isTrue();
  }

  private WorkflowStub executionOf(UUID key) {
    return temporal.getWorkflowClient().newUntypedWorkflowStub(TestingThings.KIND.workflowId(key));
  }

  @Test
  void leavesThoseAloneThatRun() {
    things.insert(ONE, 3);
    loader.pass();
    things.poked.clear();
    loader.pass();
    assertThat(things.poked).isEmpty();
  }

  @Test
  void aRowWhosePokeStillWaitsDoesNotLookLikeALoss() {
    things.insert(ONE, 1);
    database.transactions().executeWithoutResult(status -> outbox.poke(TestingThings.KIND, ONE, 1));
    loader.pass();
    assertThat(things.poked).containsExactly(ONE + "/1");
  }

  @Test
  void oneThatIsRefusedHoldsUpNoOther() {
    things.insert(ONE, 1);
    things.insert(OTHER, 1);
    things.refusals.put(ONE, Status.INVALID_ARGUMENT);
    loader.pass();
    assertThat(entities.isRunning(things, OTHER)).isTrue();
    things.refusals.clear();
    loader.pass();
    assertThat(entities.isRunning(things, ONE)).isTrue();
  }

  @Test
  void givesUpThisTimeWhileTemporalIsAway() {
    things.insert(ONE, 1);
    things.refusals.put(ONE, Status.UNAVAILABLE);
    assertThatThrownBy(loader::pass).isInstanceOf(StatusRuntimeException.class);
  }

  @Test
  void findsTheLastOfManyRows() {
    rangeClosed(1, 400).forEach(n -> things.insert(new UUID(0, n), 1));
    entities.poke(things, ONE, 1);
    loader.pass();
    assertThat(things.poked).hasSize(400).contains(new UUID(0, 400) + "/1");
  }
}
