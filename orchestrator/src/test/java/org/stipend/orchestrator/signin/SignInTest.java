package org.stipend.orchestrator.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.stipend.orchestrator.TestConsole;
import org.stipend.orchestrator.TestConsole.Answer;
import org.stipend.orchestrator.access.Role;

class SignInTest {

  @RegisterExtension
  static final TestConsole console = new TestConsole("--stipend.first-admin=chosen@example.org");

  @Test
  void leadsBackToThePageThePersonWanted() {
    var browser = console.browser();
    console.provider().nextPerson("grace", Role.FINANCE);

    Answer page = browser.get("/sign-in?to=/api/me?a=b");

    assertThat(page.response().uri()).hasToString(console.origin() + "/api/me?a=b");
    assertThat(page.json().at("/person/name").asString()).isEqualTo("Name of grace");
    assertThat(page.json().at("/roles/0").asString()).isEqualTo("FINANCE");
  }

  @Test
  void neverLeadsToAnotherSite() {
    for (String to :
        new String[] {"//evil.example", "https://evil.example", "/\\evil.example", "evil", ""}) {
      assertThat(ReturnAddress.safe(to)).isEqualTo("/");
    }
    assertThat(ReturnAddress.safe("/workspaces?q=a%20b")).isEqualTo("/workspaces?q=a%20b");
  }

  @Test
  void survivesARestart() {
    var browser = signedIn("survivor");

    console.restart();

    assertThat(browser.get("/api/me").status()).isEqualTo(200);
  }

  @Test
  void endsWithSigningOut() {
    var browser = signedIn("leaver");

    assertThat(browser.send("POST", "/sign-out", null).status()).isEqualTo(204);

    assertThat(browser.get("/api/me").text("code")).isEqualTo("NOT_SIGNED_IN");
  }

  @Test
  void keepsTheCookieFromScriptsAndOtherSites() {
    console.provider().nextPerson("grace", Role.FINANCE);
    Answer first = console.anonymous().get("/sign-in");

    assertThat(first.header("Set-Cookie"))
        .startsWith("stipend-")
        .contains("HttpOnly", "SameSite=Lax", "Path=/")
        .doesNotContain("Domain");
  }

  @Test
  void startsOnlyFromNavigations() {
    String runtime = "/r/" + UUID.randomUUID() + "?x=1";
    var anonymous = console.anonymous();

    Answer navigation = anonymous.with("Accept", "text/html").get(runtime);
    Answer fetch = anonymous.get(runtime);
    Answer api = anonymous.with("Accept", "text/html").get("/api/me");

    assertThat(navigation.status()).isEqualTo(302);
    assertThat(navigation.header("Location")).contains("/sign-in?to=%2Fr%2F").endsWith("%3Fx%3D1");
    assertThat(fetch.status()).isEqualTo(401);
    assertThat(api.status()).isEqualTo(401);
    assertThat(api.text("code")).isEqualTo("NOT_SIGNED_IN");
    assertThat(api.header("Content-Type")).startsWith("application/problem+json");
  }

  @Test
  void aDisabledPersonIsOutAtOnceInBrowserAndProgram() {
    var browser = signedIn("banned");
    var program = console.as("banned");

    console
        .database()
        .jdbc()
        .sql("UPDATE person SET disabled_at = first_seen_at WHERE subject = 'banned'")
        .update();

    assertThat(browser.get("/api/me").text("code")).isEqualTo("DISABLED");
    assertThat(browser.get("/api/me").text("code")).isEqualTo("NOT_SIGNED_IN");
    assertThat(program.get("/api/me").text("code")).isEqualTo("DISABLED");
    assertThat(browser.get("/sign-in").text("code")).isEqualTo("DISABLED");
  }

  @Test
  void aTokenForSomethingElseOpensNothing() {
    for (String token :
        new String[] {
          console.provider().idToken("grace"), console.provider().expired("grace"), "garbage"
        }) {
      Answer answer = console.anonymous().with("Authorization", "Bearer " + token).get("/api/me");
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.text("code")).isEqualTo("NOT_SIGNED_IN");
    }
  }

  @Test
  void oneRowForAPersonHoweverManyRequestsComeFirst() throws Exception {
    var program = console.as("twins", Role.OPERATOR);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Answer>> first = Collections.nCopies(12, () -> program.get("/api/me"));
      for (var answer : threads.invokeAll(first)) {
        assertThat(answer.get().status()).isEqualTo(200);
      }
    }

    assertThat(count("SELECT count(*) FROM person WHERE subject = 'twins'")).isOne();
    assertThat(
            count(
                """
                SELECT count(*) FROM audit a JOIN person p ON p.id = a.subject
                 WHERE p.subject = 'twins' AND a.action = 'FIRST_SEEN'
                """))
        .isOne();
  }

  @Test
  void theFirstAdminIsTheOneNamedByConfiguration() {
    Answer chosen = console.as("chosen", Role.FINANCE).get("/api/me");

    assertThat(chosen.json().path("roles").toString()).isEqualTo("[\"ADMIN\",\"FINANCE\"]");
  }

  private static TestConsole.Client signedIn(String person) {
    var browser = console.browser();
    console.provider().nextPerson(person, Role.FINANCE);
    assertThat(browser.get("/sign-in?to=/api/me").status()).isEqualTo(200);
    return browser;
  }

  private static long count(String sql) {
    return console.database().jdbc().sql(sql).query(Long.class).single();
  }
}
