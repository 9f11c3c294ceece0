package org.stipend.standalone.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The credit is used up; whoever worked on it goes on, on a billing account of their own. */
class HandOverByHandTest {

  private static final String OPEN = "ADA000-000000-000001";

  @TempDir Path directory;

  @Test
  void whatStoppedWithTheCreditStartsAgainOnAnAccountWithoutAMouse() {
    try (var stipend = TestStipend.on(directory.resolve("data")).start();
        var browser = TestBrowser.open()) {
      Researcher ada = Researcher.in(stipend, "researcher");
      String runtime = ada.running("terminal");
      Admin.of(stipend).takeAllCreditOf(ada);
      assertThat(ada.await(runtime, "STOPPED").at("/stopReason/code").asString())
          .isEqualTo("CREDIT");
      ada.awaitCredit("EXHAUSTED");

      Page page = browser.signedIn(stipend, "Ada Lovelace");
      page.navigate(stipend.url() + "/workspaces/" + ada.workspace() + "/billing");
      var keys = new Keyboard(page);
      letAccountPay(page, keys);
      assertThat(page.getByRole(AriaRole.REGION, named("Receipt")))
          .containsText("Billing account " + OPEN);
      Everybody.canUse(page);

      keys.press(page.getByRole(AriaRole.BUTTON, named(Pattern.compile("^Start all"))));
      ada.await(runtime, "RUNNING");
      assertThat(page.getByRole(AriaRole.REGION, named("Stopped machines"))).hasCount(0);
      everythingAboutItIsForEverybody(page, stipend, ada);
      Books.prove(stipend);
    }
  }

  private static void letAccountPay(Page page, Keyboard keys) {
    assertThat(page.getByRole(AriaRole.REGION, named("Who pays"))).isVisible();
    Everybody.canUse(page);
    keys.press("Change who pays");
    isAt(page, "What changes");
    Everybody.canUse(page);
    keys.press("Continue");
    isAt(page, "Consent");
    keys.press("I agree, choose the account");
    isAt(page, "Account");
    keys.type("Number of another account", OPEN + "\n");
    assertThat(page.getByRole(AriaRole.GROUP, named("Account " + OPEN + ": Can pay"))).isVisible();
    Everybody.canUse(page);
    keys.press("Continue");
    isAt(page, "Confirm");
    Everybody.canUse(page);
    keys.press("Let " + OPEN + " pay now");
    isAt(page, "Handed over: Billing account " + OPEN + " pays");
  }

  private static void isAt(Page page, String step) {
    assertThat(page.getByRole(AriaRole.HEADING, named(step))).isFocused();
  }

  private static void everythingAboutItIsForEverybody(
      Page page, TestStipend stipend, Researcher ada) {
    page.navigate(stipend.url() + "/workspaces/" + ada.workspace() + "?tab=spend&by=RUN");
    assertThat(page.getByRole(AriaRole.CELL, named(Pattern.compile("^Terminal on"))).first())
        .isVisible();
    Everybody.canUse(page);
    page.navigate(stipend.url() + "/credit");
    page.getByRole(AriaRole.BUTTON, named(Pattern.compile("^Lines of Terminal"))).first().click();
    assertThat(page.getByRole(AriaRole.TABLE, named("Lines of the books"))).isVisible();
    Everybody.canUse(page);
    page.navigate(stipend.url() + "/notices");
    assertThat(page.getByRole(AriaRole.LIST, named("Notices"))).isVisible();
    Everybody.canUse(page);
    page.navigate(stipend.url() + "/notices?tab=preferences");
    assertThat(page.getByRole(AriaRole.CHECKBOX).or(page.getByRole(AriaRole.SWITCH)).first())
        .isVisible();
    Everybody.canUse(page);
    page.navigate(stipend.url() + "/idp/billing");
    assertThat(page.getByRole(AriaRole.HEADING, named("Billing accounts"))).isVisible();
    Everybody.canUse(page);
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }

  private static Page.GetByRoleOptions named(Pattern name) {
    return new Page.GetByRoleOptions().setName(name);
  }
}
