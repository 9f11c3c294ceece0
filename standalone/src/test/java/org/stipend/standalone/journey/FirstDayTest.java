package org.stipend.standalone.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What somebody does who has just started Stipend and opened the printed address. */
class FirstDayTest {

  private static final Pattern FOUR_DECIMALS = Pattern.compile("([0-9]+\\.[0-9]{4})");

  private static final BigDecimal SMALLEST_STEP = new BigDecimal("0.0001");
  private static final Duration TICK = Duration.ofSeconds(1);

  @TempDir Path directory;

  @Test
  void worksInARealJupyterLabWhileDollarsTickStopsStartsAndKeepsTheDisk() {
    try (var stipend = TestStipend.on(directory.resolve("data")).start();
        var browser = TestBrowser.open()) {
      Page page = browser.window();
      signIn(page, stipend);
      createWorkspace(page);
      launchJupyter(page);

      Page lab = openJupyter(page);
      run(lab, "1+1", "2");
      run(lab, "open('kept.txt', 'w').write('here')", "4");
      lab.close();
      countsByRateAndTime(page, perHour(stipend));

      button(page, "Stop, keep disk").click();
      button(page, Pattern.compile("^Start ")).click();
      shows(openJupyter(page), "kept.txt");

      button(page, "Delete…").click();
      button(page, "Delete, keep disk").click();
      assertThat(page.getByText("This runtime is deleted.")).isVisible();
      page.getByRole(AriaRole.LINK, named(Pattern.compile("^Disks of "))).click();
      page.getByRole(AriaRole.LINK, named("Launch on it")).click();
      launchJupyter(page);
      shows(openJupyter(page), "kept.txt");
    }
  }

  private static void signIn(Page page, TestStipend stipend) {
    page.navigate(stipend.signInLink());
    button(page, Pattern.compile("Ada Lovelace")).click();
    assertThat(heading(page, "Home")).isVisible();
  }

  private static void createWorkspace(Page page) {
    page.getByRole(AriaRole.LINK, named("New workspace")).first().click();
    page.getByLabel("Name").fill("Sleep and genes");
    button(page, "Create workspace").click();
    page.getByRole(AriaRole.LINK, named("Launch a tool")).first().click();
  }

  private static void launchJupyter(Page page) {
    page.getByRole(AriaRole.RADIO, named(Pattern.compile("Jupyter"))).click();
    button(page, Pattern.compile("^Launch · ")).click();
  }

  private static Page openJupyter(Page page) {
    Locator open = page.getByRole(AriaRole.LINK, named("Open Jupyter"));
    assertThat(open).isVisible();
    Page lab = page.waitForPopup(open::click);
    assertThat(lab.locator(".jp-DirListing-content")).isVisible();
    return lab;
  }

  /** In a notebook of its own, by hand. */
  private static void run(Page lab, String code, String output) {
    if (lab.locator(".jp-Notebook").count() == 0) {
      Locator notebook = lab.locator(".jp-LauncherCard[data-category=Notebook]").first();
      assertThat(notebook).isVisible();
      notebook.click();
      assertThat(lab.locator(".jp-Notebook")).isVisible();
      // JupyterLab passes over a cell that is run before its kernel is connected
      assertThat(lab.getByText("Python 3 (ipykernel) | Idle")).isVisible();
    }
    Locator cell = lab.locator(".jp-Notebook .jp-CodeCell").last();
    cell.locator(".cm-content").fill(code);
    lab.keyboard().press("Shift+Enter");
    assertThat(lab.locator(".jp-OutputArea-output").last()).hasText(output);
  }

  private static void shows(Page lab, String file) {
    assertThat(lab.locator(".jp-DirListing-item").filter(containing(file))).isVisible();
    lab.close();
  }

  /**
   * Two readings apart by ten of the smallest steps shown: the rate times what passed between them,
   * within a second. On a busy machine a reading takes a while, and is of any moment in it.
   */
  private static void countsByRateAndTime(Page page, BigDecimal perHour) {
    assertThat(page.getByText("1 min minimum")).isHidden();
    Reading first = Reading.of(page);
    BigDecimal grown = first.amount().add(new BigDecimal("0.0010"));
    Reading second =
        Awaitility.await("the counter grows")
            .pollInterval(Duration.ofMillis(50))
            .until(() -> Reading.of(page), reading -> reading.amount().compareTo(grown) >= 0);
    Assertions.assertThat(second.amount().subtract(first.amount()))
        .isBetween(
            cost(perHour, Duration.between(first.after(), second.before()).minus(TICK))
                .subtract(SMALLEST_STEP),
            cost(perHour, Duration.between(first.before(), second.after()).plus(TICK))
                .add(SMALLEST_STEP));
  }

  private static BigDecimal cost(BigDecimal perHour, Duration time) {
    return perHour
        .multiply(BigDecimal.valueOf(time.toMillis(), 3))
        .divide(BigDecimal.valueOf(3600), 12, RoundingMode.HALF_EVEN);
  }

  /** What the page showed at some moment between two. */
  private record Reading(Instant before, BigDecimal amount, Instant after) {

    static Reading of(Page page) {
      Instant before = Instant.now();
      BigDecimal amount = counter(page);
      return new Reading(before, amount, Instant.now());
    }
  }

  private static BigDecimal counter(Page page) {
    return amount(page.getByTestId("run-counter").innerText());
  }

  /** Machine and disk, exactly: the page rounds it to cents. */
  private static BigDecimal perHour(TestStipend stipend) {
    JsonNode runtime = stipend.api("researcher").get("/api/runtimes").ok().path("items").path(0);
    return new BigDecimal(runtime.path("cost").path("run").path("perHour").asString());
  }

  private static BigDecimal amount(String text) {
    Matcher found = FOUR_DECIMALS.matcher(text.replace(",", ""));
    Assertions.assertThat(found.find()).as(text).isTrue();
    return new BigDecimal(found.group(1));
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, named(name));
  }

  private static Locator button(Page page, Pattern name) {
    Locator button = page.getByRole(AriaRole.BUTTON, named(name));
    assertThat(button).isEnabled();
    return button;
  }

  private static Locator heading(Page page, String name) {
    return page.getByRole(AriaRole.HEADING, named(name));
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }

  private static Page.GetByRoleOptions named(Pattern name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private static Locator.FilterOptions containing(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }
}
