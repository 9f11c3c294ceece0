package org.stipend.standalone.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody works in a tool and looks at nothing else while its machine comes to its end. */
class EndInsideAToolTest {

  private static final String TITLE = "Stipend - Terminal";

  @TempDir Path directory;

  @Test
  void theEndIsToldWhereTheyWork() {
    try (var stipend = TestStipend.on(directory.resolve("data")).start();
        var browser = TestBrowser.open()) {
      Researcher ada = Researcher.in(stipend, "researcher");
      String runtime = ada.running("terminal");
      Page page = browser.inTerminal(stipend, runtime);
      Locator bar = page.locator("stipend-end");
      assertThat(page).hasTitle(TITLE);
      assertThat(bar).hasCount(0);

      Admin.of(stipend).lowerCreditOf(ada, Duration.ofMinutes(8));
      looksAgain(page);
      assertThat(bar.getByRole(AriaRole.STATUS))
          .containsText("the credit is used up. What is on the disk stays.");
      assertThat(page).hasTitle(Pattern.compile("^\\(\\d min\\) " + TITLE));
      assertThat(bar.getByRole(AriaRole.LINK))
          .hasAttribute("href", Pattern.compile("/workspaces/.*/runtimes/" + runtime));

      bar.getByRole(AriaRole.BUTTON).click();
      assertThat(bar.getByRole(AriaRole.STATUS)).not().isVisible();

      ada.stop(runtime);
      looksAgain(page);
      assertThat(bar.getByRole(AriaRole.STATUS))
          .containsText(Pattern.compile("Terminal is (being closed|stopping|stopped)"));
      assertThat(page).hasTitle(TITLE);
    }
  }

  /** As when the tab comes to the front again. */
  private static void looksAgain(Page page) {
    page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))");
  }
}
