package org.stipend.standalone.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A runtime's life where machines are made at Compute Engine, played by the emulator. */
class EmulatedCloudTest {

  private static final String PROJECT = "stipend-emulated";
  private static final String FULL = "us-central1-a";
  private static final String NEXT = "us-central1-b";

  @TempDir Path directory;

  @Test
  void aToolFindsRoomIsOpenedLosesItsMachineStartsAgainSurvivesAKillAndLeavesNothing() {
    try (var stipend = TestStipend.on(directory.resolve("data")).emulated().start();
        var browser = TestBrowser.open()) {
      Researcher ada = Researcher.in(stipend, "researcher");
      sellOut(stipend, FULL);
      String runtime = ada.running("jupyter");
      Page page = browser.signedIn(stipend, "Ada");
      page.navigate(pageOf(stipend, ada, runtime));
      assertThat(page.getByText("No free n2-standard-4 in us-central1-a.")).isVisible();
      opens(page);

      powerOff(stipend, vm(stipend));
      ada.await(runtime, "STOPPED");
      page.navigate(pageOf(stipend, ada, runtime));
      assertThat(page.getByText("It was switched off from inside.")).isVisible();

      ada.start(runtime);
      ada.await(runtime, "RUNNING");
      stipend.killHard();
      stipend.start();
      Researcher again = ada.again(stipend, "researcher");
      again.await(runtime, "RUNNING");
      Page later = browser.signedIn(stipend, "Ada");
      later.navigate(pageOf(stipend, again, runtime));
      opens(later);

      again.delete(runtime, "delete");
      again.await(runtime, "DELETED");
      Awaitility.await("nothing is left")
          .until(() -> List.of("machines", "disks", "snapshots"), every -> isEmpty(stipend, every));
      Books.agreeWithTheProvidersLog(stipend, again);
      Books.prove(stipend);
    }
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
    var open = page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Open Jupyter"));
    assertThat(open).isVisible();
    Page tool = page.waitForPopup(open::click);
    assertThat(tool.getByText("stand-in").first()).isVisible();
    tool.close();
  }

  private static void sellOut(TestStipend stipend, String zone) {
    stipend
        .cloudApi()
        .post("/emulator/capacity", Map.of("zone", zone, "machineTypes", List.of("n2-")))
        .ok();
  }

  private static void powerOff(TestStipend stipend, JsonNode vm) {
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
                vm.path("name").asString(),
                "how",
                "POWERED_OFF",
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
