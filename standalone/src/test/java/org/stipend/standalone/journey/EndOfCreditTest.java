package org.stipend.standalone.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/** The credit ends while a tool runs, in real time. All at once: each mostly waits. */
@Execution(ExecutionMode.CONCURRENT)
class EndOfCreditTest {

  /** What is left to run on; the first minute is charged whole in any case. */
  private static final Duration LEFT = Duration.ofSeconds(80);

  /** So long before the end machines are told to stop: time enough on a busy machine, too. */
  private static final Duration LEAD = Duration.ofSeconds(30);

  @TempDir Path directory;

  @Test
  void isWarnedStoppedInTimeAndGoesOnWithMoreCredit() {
    var stipend =
        TestStipend.on(directory.resolve("data"))
            .with("stipend.local.stop-lead", LEAD.toSeconds() + "s");
    try (stipend;
        var browser = TestBrowser.open()) {
      stipend.start();
      Researcher ada = Researcher.in(stipend, "researcher");
      String runtime = ada.running("terminal");
      Path kept = keep(stipend, ada);
      Page page = browser.window();
      page.navigate(stipend.signInLink());
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Ada Lovelace")).click();

      Admin.of(stipend).lowerCreditOf(ada, LEFT);
      JsonNode warned = ada.credit();
      assertThat(warned.path("level").asString()).isEqualTo("RED");
      Instant end = Instant.parse(warned.path("endsAt").asString());
      assertThat(Instant.parse(warned.path("machinesStopAt").asString()))
          .isEqualTo(end.minus(LEAD));
      assertThat(page.getByText(Pattern.compile("Machines on your credit stop at")).first())
          .isVisible();

      isStoppedBefore(end, stipend, ada, runtime);
      page.navigate(stipend.url() + "/workspaces/" + ada.workspace() + "/runtimes/" + runtime);
      assertThat(page.getByText("The credit that pays for it has ended.")).isVisible();
      assertThat(page.getByText("with more credit it starts again with its files")).isVisible();

      Admin.of(stipend).grant(ada, "5.00");
      goesOn(ada, runtime);
      assertThat(kept).hasContent("still here");
      Books.prove(stipend);
    }
  }

  private static void isStoppedBefore(
      Instant end, TestStipend stipend, Researcher ada, String runtime) {
    JsonNode stopped = ada.await(runtime, "STOPPED");
    assertThat(stopped.path("stopReason").path("code").asString()).isEqualTo("CREDIT");
    assertThat(Books.lastStop(stipend)).isBeforeOrEqualTo(end);
    // stopped before the end: what is left goes on paying the disk, and no machine
    assertThat(Books.nanos(ada.credit().path("available"))).isNotNegative();
    assertThat(ada.api().post("/api/runtimes/" + runtime + "/start", null).code())
        .isEqualTo("CREDIT_INSUFFICIENT");
    Books.prove(stipend);
  }

  private static void goesOn(Researcher ada, String runtime) {
    JsonNode back = ada.credit();
    assertThat(back.path("status").asString()).isEqualTo("ACTIVE");
    assertThat(back.path("restorable").path(0).path("id").asString()).isEqualTo(runtime);
    ada.start(runtime);
    ada.await(runtime, "RUNNING");
  }

  @Test
  void booksExactlyTheLateSecondsOfAToolThatIgnoresTheRequestToEnd() {
    var stipend = TestStipend.on(directory.resolve("data")).with("stipend.local.grace", "9s");
    try (stipend) {
      stipend.start();
      Researcher ada = Researcher.in(stipend, "researcher");
      String runtime = ada.running("terminal");
      freezeTools(stipend);
      Admin.of(stipend).lowerCreditOf(ada, LEFT);
      Instant end = Instant.parse(ada.credit().path("endsAt").asString());
      ada.await(runtime, "STOPPED");
      ada.awaitCredit("EXHAUSTED");

      assertThat(Books.lastStop(stipend)).isAfter(end);
      Books.prove(stipend);
      long paid =
          Books.nanos(ada.credit().path("spent"))
              + Books.platformPaid(ada, "overrun")
              + Books.platformPaid(ada, "grace");
      ada.delete(runtime, "delete");
      Awaitility.await().until(() -> ada.disks().isEmpty());
      Books.prove(stipend);
      assertThat(paid).isPositive();
      Books.agreeWithTheProvidersLog(stipend, ada);
      assertThat(Books.platformPaid(ada, "overrun")).isPositive();
    }
  }

  @Test
  void aMachineEndsByItselfWhileNobodyIsThereAndTheBooksAreExactAfterwards() {
    try (var stipend = TestStipend.on(directory.resolve("data")).start()) {
      Researcher ada = Researcher.in(stipend, "researcher");
      Instant launched = Instant.now();
      String runtime = ada.running("terminal");
      Duration slow = Duration.between(launched, Instant.now()); // as this machine is now
      ada.stop(runtime);
      ada.await(runtime, "STOPPED");
      Admin.of(stipend).lowerCreditOf(ada, LEFT.plus(slow.multipliedBy(3)));
      ada.start(runtime);
      ada.await(runtime, "RUNNING");
      stipend.killHard();

      Awaitility.await("the tool ends by itself")
          .pollInterval(Duration.ofMillis(500))
          .until(() -> stipend.processes().stream().noneMatch(it -> it.contains("run.py")));
      stipend.start();
      Researcher again = ada.again(stipend, "researcher");
      again.await(runtime, "STOPPED");
      again.delete(runtime, "delete");
      Awaitility.await().until(() -> again.runtimes().isEmpty() && again.disks().isEmpty());
      Books.prove(stipend);
      Books.agreeWithTheProvidersLog(stipend, again);
    }
  }

  private static Path keep(TestStipend stipend, Researcher ada) {
    String disk = ada.disks().getFirst().path("id").asString();
    Path file = stipend.data().resolve("local/disks/pd-" + disk + "/kept.txt");
    try {
      return Files.writeString(file, "still here");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A stopped process does not hear a polite request to end. */
  private static void freezeTools(TestStipend stipend) {
    List<String> tools =
        stipend.processes().stream()
            .filter(it -> it.contains("/jupyter/") && !it.contains("run.py"))
            .map(it -> it.substring(0, it.indexOf(' ')))
            .toList();
    assertThat(tools).isNotEmpty();
    for (String pid : tools) {
      try {
        new ProcessBuilder("kill", "-STOP", pid).inheritIO().start().waitFor();
      } catch (IOException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
