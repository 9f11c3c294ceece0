package org.stipend.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

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
          .until(() -> ada.runtime(runtime).path("delayed").asBoolean());
      temporal.start();
      ada.await(runtime, "STOPPED");
      assertThat(ada.runtime(runtime).path("delayed").asBoolean()).isFalse();
      Books.prove(stipend);
    }
  }

  @Test
  void anEndOfCreditWhileTemporalIsAwayIsBookedAtItsExactInstant() {
    try (var temporal = TestTemporal.start(directory.resolve("temporal"));
        var stipend = TestStipend.on(directory.resolve("data")).withTemporal(temporal).start();
        var browser = TestBrowser.open()) {
      Researcher ada = Researcher.in(stipend, "researcher");
      String runtime = ada.running("terminal");
      Page page = browser.window();
      page.navigate(stipend.signInLink());
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Ada Lovelace")).click();
      temporal.stop(); // so that the machine cannot be told its new end
      Admin.of(stipend).lowerCreditOf(ada, Duration.ofSeconds(75));
      Instant end = Instant.parse(ada.credit().path("endsAt").asString());
      PlaywrightAssertions.assertThat(page.getByText("Starting and stopping are delayed"))
          .isVisible();

      ada.awaitCredit("EXHAUSTED");
      assertThat(ada.runtime(runtime).path("state").asString()).isNotEqualTo("STOPPED");
      temporal.start();
      ada.await(runtime, "STOPPED");

      assertThat(Books.lastStop(stipend)).isAfter(end);
      ada.delete(runtime, "delete");
      Awaitility.await().until(() -> ada.disks().isEmpty());
      Books.agreeWithTheProvidersLog(stipend, ada);
      assertThat(firstSecond(Books.platformLines(ada, "overrun"))).isEqualTo(end);
      Books.prove(stipend);
    }
  }

  private static Instant firstSecond(List<JsonNode> lines) {
    return lines.stream()
        .map(line -> Instant.parse(line.path("from").asString()))
        .min(Instant::compareTo)
        .orElseThrow();
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
      assertThat(Deaths.machines(stipend)).hasSize(1);
      again.delete(runtime, "delete");
      Awaitility.await()
          .pollInterval(Duration.ofMillis(300))
          .until(() -> again.runtimes().isEmpty() && again.disks().isEmpty());
      assertThat(Books.nanosByTheProvidersLog(stipend, Instant.now()))
          .isEqualTo(Books.nanos(again.credit().path("spent")));
      Books.prove(stipend);
    }
  }
}
