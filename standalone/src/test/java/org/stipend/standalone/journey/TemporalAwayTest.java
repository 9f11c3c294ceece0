package org.stipend.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL is the truth, Temporal is the waiting. */
class TemporalAwayTest {

  @TempDir Path directory;

  @Test
  void commandsAreTakenWhileTemporalIsAwayAndTakeEffectWhenItReturns() {
    try (var temporal = TestTemporal.start(directory.resolve("temporal"));
        var stipend = TestStipend.on(directory.resolve("data")).withTemporal(temporal).start()) {
      Researcher ada = Researcher.in(stipend, "researcher");
      String runtime = ada.running("terminal");
      temporal.stop();
      ada.stop(runtime);

      assertThat(ada.state(runtime)).isEqualTo("STOPPING");
      Awaitility.await("the delay is told")
          .atMost(Duration.ofSeconds(20))
          .until(() -> ada.runtime(runtime).path("delayed").asBoolean());
      temporal.start();
      ada.await(runtime, "STOPPED");
      assertThat(ada.runtime(runtime).path("delayed").asBoolean()).isFalse();
      Books.prove(stipend);
    }
  }

  @Test
  void everythingConvergesWithTemporalsMemoryWipedAndMoneyIsUnchanged() {
    try (var stipend = TestStipend.on(directory.resolve("data")).start()) {
      Researcher ada = Researcher.in(stipend, "researcher");
      String runtime = ada.running("terminal");
      stipend.killHard();
      stipend.wipeTemporal();
      stipend.start();

      Researcher again = ada.again(stipend, "researcher");
      assertThat(again.state(runtime)).isEqualTo("RUNNING");
      assertThat(stipend.processes().stream().filter(it -> it.contains("run.py")).toList())
          .hasSize(1);
      again.delete(runtime, "delete");
      Awaitility.await()
          .atMost(Duration.ofMinutes(2))
          .pollInterval(Duration.ofMillis(300))
          .until(() -> again.runtimes().isEmpty() && again.disks().isEmpty());
      assertThat(Books.nanosByTheProvidersLog(stipend, Instant.now()))
          .isEqualTo(Books.nanos(again.credit().path("spent")));
      Books.prove(stipend);
    }
  }
}
