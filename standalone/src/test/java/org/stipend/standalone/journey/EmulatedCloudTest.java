package org.stipend.standalone.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A runtime's life where machines are made at Compute Engine, played by the emulator. */
class EmulatedCloudTest {

  private static final String PROJECT = "stipend-emulated";
  private static final String FULL = "us-central1-a";
  private static final String NEXT = "us-central1-b";
  private static final String ACCOUNT = "ADA000-000000-000001";

  @TempDir Path directory;

  @Test
  void aToolFindsRoomIsOpenedLosesItsMachineStartsAgainIsHandedOverAndLeavesNothing() {
    try (var stipend = TestStipend.on(directory.resolve("data")).emulated().start();
        var browser = TestBrowser.open()) {
      Researcher ada = Researcher.in(stipend, "researcher");
      sellOut(stipend, FULL);
      Page page = browser.signedIn(stipend, "Ada");
      launchesOnSpot(page, stipend, ada);
      says(page, "No free n1-standard-4 on Spot in us-central1-a.");
      opens(page);

      goesDown(stipend, "PREEMPTED");
      says(page, "Google took back this Spot machine. Your disk is safe.");
      button(page, "^Start ").click();
      opens(page);

      String runtime = ada.runtimes().getFirst().path("id").asString();
      stipend.killHard();
      stipend.start();
      Researcher again = ada.again(stipend, "researcher");
      again.await(runtime, "RUNNING");
      Page later = browser.signedIn(stipend, "Ada");
      letsAccountPay(later, stipend, again);
      later.navigate(pageOf(stipend, again, runtime));
      says(later, "Billing account " + ACCOUNT);
      opens(later);

      goesDown(stipend, "POWERED_OFF");
      says(later, "It was switched off from inside.");
      deletesAll(later);
      again.await(runtime, "DELETED");
      Awaitility.await("nothing is left")
          .until(() -> isEmpty(stipend, List.of("machines", "disks", "snapshots")));
      Books.agreeWithTheProvidersLog(stipend, again);
      Books.prove(stipend);
    }
  }

  private static void launchesOnSpot(Page page, TestStipend stipend, Researcher ada) {
    page.navigate("%s/workspaces/%s/launch".formatted(stipend.url(), ada.workspace()));
    page.getByRole(AriaRole.RADIO, named("Jupyter")).click();
    page.getByRole(AriaRole.CHECKBOX, named("^Spot")).click();
    button(page, "^Launch ").click();
  }

  private static void letsAccountPay(Page page, TestStipend stipend, Researcher ada) {
    page.navigate("%s/workspaces/%s/billing".formatted(stipend.url(), ada.workspace()));
    button(page, "^Change who pays$").click();
    button(page, "^Continue$").click();
    button(page, "^I agree, choose the account$").click();
    page.getByLabel("Number of another account").fill(ACCOUNT);
    page.keyboard().press("Enter");
    assertThat(
            page.getByRole(
                AriaRole.GROUP,
                new Page.GetByRoleOptions().setName("Account " + ACCOUNT + ": Can pay")))
        .isVisible();
    button(page, "^Continue$").click();
    page.getByRole(AriaRole.RADIO, named("^Now")).check();
    button(page, "^Continue$").click();
    button(page, "^Let " + ACCOUNT + " pay now$").click();
    assertThat(page.getByRole(AriaRole.HEADING, named("^Handed over"))).isVisible();
  }

  private static void deletesAll(Page page) {
    button(page, "^Delete…$").click();
    page.getByRole(AriaRole.RADIO, named("^Remove it")).click();
    button(page, "^Delete runtime and disk$").click();
    says(page, "This runtime is deleted.");
  }

  private static boolean isEmpty(TestStipend stipend, List<String> kinds) {
    JsonNode state = stipend.cloudApi().get("/emulator/state").ok();
    return kinds.stream()
        .allMatch(kind -> state.path(kind).isArray() && state.path(kind).isEmpty());
  }

  private static String pageOf(TestStipend stipend, Researcher of, String runtime) {
    return "%s/workspaces/%s/runtimes/%s".formatted(stipend.url(), of.workspace(), runtime);
  }

  private static void opens(Page page) {
    var open = page.getByRole(AriaRole.LINK, named("^Open Jupyter$"));
    assertThat(open).isVisible();
    Page tool = page.waitForPopup(open::click);
    assertThat(tool.getByText("stand-in").first()).isVisible();
    tool.close();
  }

  private static void says(Page page, String words) {
    assertThat(page.getByText(Pattern.compile("^" + words.replace(".", "[.]"))).first())
        .isVisible();
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, named(name));
  }

  private static Page.GetByRoleOptions named(String pattern) {
    return new Page.GetByRoleOptions().setName(Pattern.compile(pattern));
  }

  private static void sellOut(TestStipend stipend, String zone) {
    stipend
        .cloudApi()
        .post("/emulator/capacity", Map.of("zone", zone, "machineTypes", List.of("n1-")))
        .ok();
  }

  private static void goesDown(TestStipend stipend, String how) {
    stipend
        .cloudApi()
        .post(
            "/emulator/deaths",
            Map.of(
                "project",
                PROJECT,
                "zone",
                NEXT,
                "instance",
                vm(stipend).path("name").asString(),
                "how",
                how,
                "afterSeconds",
                0))
        .ok();
  }

  private static JsonNode vm(TestStipend stipend) {
    return stipend
        .cloudApi()
        .get("/compute/v1/projects/" + PROJECT + "/zones/" + NEXT + "/instances")
        .ok()
        .path("items")
        .path(0);
  }
}
