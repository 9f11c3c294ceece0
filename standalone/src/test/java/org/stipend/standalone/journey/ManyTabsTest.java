package org.stipend.standalone.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A browser grants a server six connections; people open more tabs than that. */
class ManyTabsTest {

  private static final int TABS = 8;

  @TempDir Path directory;

  @Test
  void eightTabsWorkAndHearOfEachOtherAlsoWhenTheOneWithTheStreamIsClosed() {
    try (var stipend = TestStipend.on(directory.resolve("data")).start();
        var browser = TestBrowser.open()) {
      Page first = browser.window();
      first.navigate(stipend.signInLink());
      first
          .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("Ada")))
          .click();
      assertThat(first.getByRole(AriaRole.HEADING, named("Home"))).isVisible();
      String workspaces = first.url().replaceFirst("(://[^/]+).*", "$1/workspaces");
      List<Page> others = IntStream.range(1, TABS).mapToObj(i -> open(first, workspaces)).toList();

      Page last = others.getLast();
      create(last, "Made in the last tab");
      others.subList(0, TABS - 2).forEach(page -> shows(page, "Made in the last tab"));

      first.close();
      create(last, "Made without the first");
      others.subList(0, TABS - 2).forEach(page -> shows(page, "Made without the first"));
    }
  }

  private static Page open(Page beside, String address) {
    Page page = beside.context().newPage();
    page.navigate(address);
    assertThat(page.getByRole(AriaRole.HEADING, named("Workspaces"))).isVisible();
    return page;
  }

  private static void create(Page page, String name) {
    page.getByRole(AriaRole.LINK, named("Workspaces")).first().click();
    page.getByRole(AriaRole.LINK, named("New workspace")).first().click();
    page.getByLabel("Name").fill(name);
    page.getByRole(AriaRole.BUTTON, named("Create workspace")).click();
    assertThat(page.getByRole(AriaRole.HEADING, named(name))).isVisible();
  }

  private static void shows(Page page, String workspace) {
    assertThat(page.getByRole(AriaRole.LINK, named(workspace))).isVisible();
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }
}
