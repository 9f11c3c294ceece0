package org.stipend.standalone.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two people in one workspace, on the credit of one of them. */
class SharedWorkspaceTest {

  private static final String ROSALIND = "Rosalind Franklin";

  /** Nothing would be "$0.00". */
  private static final Pattern SOMETHING = Pattern.compile("< \\$0\\.01|\\$0\\.0[1-9]");

  @TempDir Path directory;

  @Test
  void somebodyIsInvitedLaunchesIsCappedAndRemoved() {
    try (var stipend = TestStipend.on(directory.resolve("data")).start();
        var browser = TestBrowser.open()) {
      Researcher ada = Researcher.in(stipend, "researcher");
      Page hers = browser.signedIn(stipend, ROSALIND);
      Page page = browser.signedIn(stipend, "Ada Lovelace");
      page.navigate(stipend.url() + "/workspaces/" + ada.workspace() + "?tab=members");
      invite(page);

      Researcher rosalind = ada.colleague(stipend, "researcher2");
      String runtime = rosalind.running("terminal");
      AtomicBoolean closed = opens(hers, stipend, runtime);
      page.reload();
      assertThat(rowOf(page)).containsText(SOMETHING);
      cap(page);
      assertThat(launchAnother(rosalind).code()).isEqualTo("MEMBER_CAP_REACHED");
      assertThat(rosalind.state(runtime)).as("what runs goes on").isEqualTo("RUNNING");

      remove(page);
      hers.waitForCondition(closed::get);
      assertThat(ada.await(runtime, "STOPPED").at("/stopReason/code").asString())
          .isEqualTo("MEMBERSHIP");
      isTold(hers, stipend);
      theRestIsForEverybody(page, stipend, ada);
      Books.prove(stipend);
    }
  }

  private static void invite(Page page) {
    var keys = new Keyboard(page);
    keys.press("Add a member");
    keys.type("Name or mail address", "rosal");
    keys.choose(ROSALIND);
    keys.choose("Writer");
    Everybody.canUse(page);
    keys.press("Add member");
    assertThat(rowOf(page)).isVisible();
    Everybody.canUse(page);
  }

  /** Says when her connection to the terminal is closed. */
  private static AtomicBoolean opens(Page hers, TestStipend stipend, String runtime) {
    var closed = new AtomicBoolean();
    hers.onWebSocket(socket -> socket.onClose(it -> closed.set(true)));
    hers.navigate(stipend.url() + "/r/" + runtime);
    hers.waitForURL("**/terminals/1");
    assertThat(hers.locator(".xterm").first()).isVisible();
    assertThat(closed).isFalse();
    return closed;
  }

  private static void cap(Page page) {
    var keys = new Keyboard(page);
    keys.press("Cap " + ROSALIND + ": All of it…");
    keys.type("At most", "0");
    Everybody.canUse(page);
    keys.press("Cap at $0.00");
    assertThat(rowOf(page)).containsText("$0.00…");
  }

  private static ApiClient.Answer launchAnother(Researcher rosalind) {
    return rosalind.launch(
        UUID.randomUUID().toString(), "jupyter", Map.of("type", "pd-balanced", "sizeGib", 50));
  }

  private static void remove(Page page) {
    var keys = new Keyboard(page);
    keys.press("Remove… " + ROSALIND);
    assertThat(page.getByText("Their machines that run here stop now.")).isVisible();
    Everybody.canUse(page);
    keys.press("Remove member");
    assertThat(rowOf(page)).hasCount(0);
  }

  private static void isTold(Page hers, TestStipend stipend) {
    hers.navigate(stipend.url() + "/notices");
    assertThat(hers.getByRole(AriaRole.LIST, named("Notices"))).containsText("no longer a member");
    Everybody.canUse(hers);
  }

  private static void theRestIsForEverybody(Page page, TestStipend stipend, Researcher ada) {
    page.navigate(stipend.url() + "/workspaces/" + ada.workspace() + "?tab=settings");
    Locator delete = page.getByRole(AriaRole.BUTTON, named("Delete workspace…"));
    assertThat(delete).isVisible();
    Everybody.canUse(page);
    delete.click();
    assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
    Everybody.canUse(page);
  }

  private static Locator rowOf(Page page) {
    return page.getByRole(
        AriaRole.ROW, new Page.GetByRoleOptions().setName(Pattern.compile("^" + ROSALIND)));
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }
}
