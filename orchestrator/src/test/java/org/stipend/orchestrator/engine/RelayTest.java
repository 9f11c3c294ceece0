package org.stipend.orchestrator.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.temporal.testing.TestWorkflowEnvironment;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.stipend.orchestrator.TestClock;
import org.stipend.orchestrator.TestDatabase;

class RelayTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private static final UUID ONE = UUID.randomUUID();
  private static final UUID OTHER = UUID.randomUUID();

  private final TestClock clock = new TestClock("2026-04-01T00:00:00Z");
  private final Outbox outbox = new Outbox(database.jdbc(), clock);
  private final TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance();
  private final TestingThings things = new TestingThings(database);
  private final Relay relay =
      new Relay(
          database.jdbc(),
          database.transactions(),
          clock,
          new Entities(temporal.getWorkflowClient(), List.of(things)),
          outbox,
          new SimpleMeterRegistry());

  @AfterEach
  void close() {
    temporal.close();
  }

  @Test
  void tellsEachOnlyItsNewestVersion() {
    poke(ONE, 3);
    poke(OTHER, 1);
    poke(ONE, 2);
    assertThat(relay.deliver()).isEqualTo(3);
    assertThat(things.poked).containsExactlyInAnyOrder(ONE + "/3", OTHER + "/1");
    assertThat(outbox.waiting(TestingThings.KIND)).isEmpty();
  }

  @Test
  void onePokeThatIsRefusedHoldsUpNoOther() {
    things.refusals.put(ONE, Status.INVALID_ARGUMENT);
    poke(ONE, 1);
    poke(OTHER, 1);
    relay.deliver();
    assertThat(things.poked).containsExactly(OTHER + "/1");
    assertThat(outbox.waiting(TestingThings.KIND)).containsExactly(ONE);
    things.refusals.clear();
    assertThat(relay.deliver()).as("it waits a while by itself").isZero();
    clock.moveTo(clock.instant().plusSeconds(60));
    relay.deliver();
    assertThat(outbox.waiting(TestingThings.KIND)).isEmpty();
  }

  @Test
  void everythingWaitsWhileTemporalIsAway() {
    things.refusals.put(OTHER, Status.UNAVAILABLE);
    poke(ONE, 1);
    poke(OTHER, 1);
    assertThatThrownBy(relay::deliver).isInstanceOf(StatusRuntimeException.class);
    assertThat(outbox.waiting(TestingThings.KIND)).containsExactlyInAnyOrder(ONE, OTHER);
  }

  @Test
  void aPokeOfAnEntityItDoesNotKnowWaitsForWhoDoes() {
    var newer = new Entity.Kind("newer");
    database.transactions().executeWithoutResult(status -> outbox.poke(newer, OTHER, 1));
    poke(ONE, 1);
    relay.deliver();
    assertThat(things.poked).containsExactly(ONE + "/1");
    assertThat(outbox.waiting(newer)).containsExactly(OTHER);
  }

  private void poke(UUID key, long version) {
    database
        .transactions()
        .executeWithoutResult(status -> outbox.poke(TestingThings.KIND, key, version));
  }
}
