package org.stipend.orchestrator.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
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
  private final FakeTemporal temporal = new FakeTemporal();
  private final Relay relay =
      new Relay(
          database.jdbc(),
          database.transactions(),
          clock,
          List.of(temporal),
          outbox,
          new SimpleMeterRegistry());

  @BeforeEach
  void nothingWaits() {
    database.jdbc().sql("DELETE FROM outbox").update();
  }

  @Test
  void tellsEachOnlyItsNewestVersion() {
    poke(ONE, 3);
    poke(OTHER, 1);
    poke(ONE, 2);
    assertThat(relay.deliver()).isEqualTo(3);
    assertThat(temporal.poked).containsExactlyInAnyOrder(ONE + "/3", OTHER + "/1");
    assertThat(outbox.waiting(Topic.RUNTIME)).isEmpty();
  }

  @Test
  void onePokeThatIsRefusedHoldsUpNoOther() {
    temporal.refusals.put(ONE, Status.INVALID_ARGUMENT);
    poke(ONE, 1);
    poke(OTHER, 1);
    relay.deliver();
    assertThat(temporal.poked).containsExactly(OTHER + "/1");
    assertThat(outbox.waiting(Topic.RUNTIME)).containsExactly(ONE);
    temporal.refusals.clear();
    assertThat(relay.deliver()).as("it waits a while by itself").isZero();
    clock.moveTo(clock.instant().plusSeconds(60));
    relay.deliver();
    assertThat(outbox.waiting(Topic.RUNTIME)).isEmpty();
  }

  @Test
  void everythingWaitsWhileTemporalIsAway() {
    temporal.refusals.put(OTHER, Status.UNAVAILABLE);
    poke(ONE, 1);
    poke(OTHER, 1);
    assertThatThrownBy(relay::deliver).isInstanceOf(StatusRuntimeException.class);
    assertThat(outbox.waiting(Topic.RUNTIME)).containsExactlyInAnyOrder(ONE, OTHER);
  }

  private void poke(UUID key, long version) {
    database
        .transactions()
        .executeWithoutResult(status -> outbox.poke(Topic.RUNTIME, key, version));
  }

  private static final class FakeTemporal implements Poker {

    final Map<UUID, Status> refusals = new HashMap<>();
    final List<String> poked = new ArrayList<>();

    @Override
    public Topic topic() {
      return Topic.RUNTIME;
    }

    @Override
    public void poke(UUID key, long version) {
      if (refusals.containsKey(key)) {
        throw refusals.get(key).asRuntimeException();
      }
      poked.add(key + "/" + version);
    }
  }
}
