package org.stipend.standalone.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * However somebody comes who is not signed in: by way of the sign-in to the place they asked for.
 */
class WaysInTest {

  private static final String LANDING = "/terminals/1";

  @TempDir static Path directory;

  private static TestStipend stipend;
  private static TestBrowser browser;
  private static String runtime;

  @BeforeAll
  static void aRunningTerminalOfAda() {
    stipend = TestStipend.on(directory.resolve("data")).start();
    browser = TestBrowser.open();
    runtime = Researcher.in(stipend, "researcher").running("terminal");
  }

  @AfterAll
  static void close() {
    browser.close();
    stipend.close();
  }

  @Test
  void theBookmarkOfAToolLeadsIntoIt() {
    Page page = windowWithKey();
    page.navigate(tool("/"));
    choose(page, "Ada");
    page.waitForURL(tool(LANDING));
  }

  @Test
  void theConsolesLinkIntoAToolLeadsIntoIt() {
    Page page = windowWithKey();
    page.navigate(console("/r/" + runtime));
    choose(page, "Ada");
    page.waitForURL(tool(LANDING));
  }

  @Test
  void aLinkDeepIntoAToolLeadsThere() {
    Page page = windowWithKey();
    page.navigate(tool("/tree/my%20notes?a=%7B1%7D&b=c"));
    choose(page, "Ada");
    page.waitForURL(tool("/tree/my%20notes?a=%7B1%7D&b=c"));
  }

  @Test
  void whoseSessionEndsInTheMiddleComesBackToWhereTheyWere() {
    Page page = windowWithKey();
    page.navigate(tool("/tree?here=1"));
    choose(page, "Ada");
    page.waitForURL(tool("/tree?here=1"));

    Page other = page.context().newPage();
    other.navigate(console("/"));
    other.evaluate("() => fetch('/sign-out', { method: 'POST' })");
    page.reload();
    choose(page, "Ada");
    page.waitForURL(tool("/tree?here=1"));
  }

  @Test
  void fourTabsThatBeganToSignInAllGetWhereTheyWantedTo() {
    Page first = windowWithKey();
    List<String> wanted =
        List.of(console("/credit"), console("/disks"), tool(LANDING), console("/workspaces"));
    List<Page> tabs =
        Stream.concat(Stream.of(first), Stream.generate(first.context()::newPage))
            .limit(wanted.size())
            .toList();
    for (int i = 0; i < tabs.size(); i++) {
      String to = wanted.get(i);
      tabs.get(i).navigate(to.startsWith(console("/")) ? console("/sign-in?to=" + path(to)) : to);
    }
    for (int i = 0; i < tabs.size(); i++) {
      choose(tabs.get(i), "Ada");
      tabs.get(i).waitForURL(wanted.get(i));
    }
  }

  @Test
  void whoGoesBackAndChoosesAnotherPersonIsLetInAsWhoTheyAre() {
    Page page = windowWithKey();
    page.navigate(console("/sign-in?to=/disks"));
    String people = page.url();
    choose(page, "Ada");
    page.waitForURL(console("/disks"));

    page.navigate(people);
    choose(page, "Luca");
    page.waitForURL(console("/disks"));
    page.navigate(console("/api/me"));
    assertThat(page.locator("body")).containsText("Ada Lovelace");
  }

  @Test
  void aProgramGetsInAsTheDocumentSays() throws Exception {
    Path root = TestApplication.tools().getParent().getParent();
    String page = Files.readString(root.resolve("docs/programs.md"));
    String python = TestApplication.tools().resolve("jupyter/bin/python").toString();

    Assertions.assertThat(run("bash", "-ec", example(page, "sh"))).contains("python3");
    Assertions.assertThat(run(python, "-c", example(page, "python"))).contains("42");
  }

  private static String example(String page, String language) {
    String start = "```" + language + "\n";
    int begin = page.indexOf(start) + start.length();
    return page.substring(begin, page.indexOf("```", begin));
  }

  private static String run(String... command) throws Exception {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("TOOL", tool(""));
    builder.environment().put("TOKEN", LocalTokens.of(stipend, "researcher"));
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Assertions.assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  /** It has shown the key once, and nobody is signed in. */
  private static Page windowWithKey() {
    Page page = browser.window();
    page.navigate(stipend.signInLink());
    return page;
  }

  private static void choose(Page page, String person) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile(person)))
        .click();
  }

  private static String console(String path) {
    return stipend.url() + path;
  }

  private static String tool(String path) {
    return "http://" + runtime + ".localhost:" + stipend.proxyPort() + path;
  }

  private static String path(String address) {
    return address.substring(stipend.url().toString().length());
  }
}
