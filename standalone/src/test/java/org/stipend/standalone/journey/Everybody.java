package org.stipend.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A page is for everybody: light and dark, at a desk and on a phone, also for who cannot see it.
 */
final class Everybody {

  private static final Path AXE = Path.of("../ui/node_modules/axe-core/axe.min.js");
  private static final int HEIGHT = 900;
  private static final int DESK = 1440;
  private static final int PHONE = 390;

  private static final String IS_STILL =
      """
      () => document.getAnimations().every(
        (each) => each.playState !== "running" || each.effect.getComputedTiming().endTime === Infinity)
      """;

  private static final String VIOLATIONS =
      """
      () => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] })
        .then(({ violations }) => violations.map(
          ({ id, nodes }) => `${id}: ${nodes[0].target} ${nodes[0].failureSummary}`))
      """;

  private Everybody() {}

  /** As it is in front of somebody now. */
  static void canUse(Page page) {
    page.evaluate(axe());
    for (ColorScheme scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
      page.emulateMedia(
          new Page.EmulateMediaOptions()
              .setColorScheme(scheme)
              .setReducedMotion(ReducedMotion.REDUCE));
      for (int width : List.of(PHONE, DESK)) {
        page.setViewportSize(width, HEIGHT);
        page.waitForFunction(IS_STILL);
        String where = "%s, %s, %d px".formatted(page.url(), scheme, width);
        assertThat(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
            .as("beyond the edge: " + where)
            .isEqualTo(0);
        assertThat((List<?>) page.evaluate(VIOLATIONS)).as(where).isEmpty();
      }
    }
  }

  private static String axe() {
    try {
      return Files.readString(AXE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
