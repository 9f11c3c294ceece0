package org.stipend.standalone.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The credit ends while somebody works on it, and a billing account of theirs is ready. */
class HandOffTest {

  private static final String OPEN = "ADA000-000000-000001";

  @TempDir Path directory;

  @Test
  void theWorkGoesOnAtTheSameSecondOnTheirOwnAccount() {
    try (var stipend = TestStipend.on(directory.resolve("data")).start();
        var browser = TestBrowser.open()) {
      Researcher ada = Researcher.in(stipend, "researcher");
      String runtime = ada.running("terminal");
      arrange(ada);
      Page page = browser.inTerminal(stipend, runtime);
      Path counted = countsIn(page, stipend, ada);

      Admin.of(stipend).lowerCreditOf(ada, Duration.ofSeconds(80));
      Instant end = Instant.parse(ada.credit().path("endsAt").asString());
      assertThat(ada.credit().path("machinesStopAt").isNull()).isTrue();
      ada.awaitCredit("EXHAUSTED");

      Awaitility.await("the workspace is bound to the account")
          .until(() -> payer(ada).at("/bound/account").asString(""), OPEN::equals);
      JsonNode bound = payer(ada).path("bound");
      assertThat(Instant.parse(bound.path("since").asString())).isEqualTo(end);
      assertThat(ada.state(runtime)).isEqualTo("RUNNING");
      Awaitility.await("the project is linked")
          .until(() -> payer(ada).at("/link/state").asString().equals("LINKED"));
      goesOnCounting(counted, end);
      assertThat(page.locator("stipend-end")).hasCount(0);
      assertThat(Books.platformPaid(ada, "overrun")).isZero();
      Books.prove(stipend);
    }
  }

  private static void arrange(Researcher ada) {
    ada.api().put("/api/billing-accounts/" + OPEN, Map.of()).ok();
    Map<String, String> wanted =
        Map.of("kind", "BILLING_ACCOUNT", "account", OPEN, "when", "WHEN_CREDIT_ENDS");
    Awaitility.await("the account is looked at")
        .until(() -> ada.api().put(path(ada), wanted).status() == 200);
    assertThat(payer(ada).at("/next/account").asString()).isEqualTo(OPEN);
  }

  private static JsonNode payer(Researcher ada) {
    return ada.api().get(path(ada)).ok();
  }

  private static String path(Researcher ada) {
    return "/api/workspaces/" + ada.workspace() + "/payer";
  }

  /** One shell that says every second that it is there, and which one. */
  private static Path countsIn(Page page, TestStipend stipend, Researcher ada) {
    String disk = ada.disks().getFirst().path("id").asString();
    Path counted = stipend.data().resolve("local/disks/pd-" + disk + "/counted.txt");
    page.locator(".xterm").first().click();
    page.keyboard()
        .type("while true; do echo $$ $(date +%s) >> '" + counted + "'; sleep 1; done\n");
    Awaitility.await("it counts").until(() -> Files.exists(counted));
    return counted;
  }

  private static void goesOnCounting(Path counted, Instant end) {
    Awaitility.await("it counts on")
        .until(() ->
            Long.parseLong(lines(counted).getLast().split(" ")[1]) > end.getEpochSecond() + 2);
    assertThat(lines(counted).stream().map(line -> line.split(" ")[0]).distinct())
        .as("shells that counted")
        .hasSize(1);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream().filter(line -> line.contains(" ")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
