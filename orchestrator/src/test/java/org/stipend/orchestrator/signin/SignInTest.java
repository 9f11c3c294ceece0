package org.stipend.orchestrator.signin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
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
  void keepsTheCookiesFromScriptsAndOtherSites() {
    console.provider().nextPerson("grace", Role.FINANCE);
    var tab = console.browserThatStops();
    Answer begun = tab.get(tab.get("/sign-in").header("Location"));
    Answer ended = tab.get(tab.beyond(begun.header("Location")));

    for (Answer answer : List.of(begun, ended)) {
      assertThat(answer.response().headers().allValues("Set-Cookie"))
          .isNotEmpty()
          .allSatisfy(cookie ->
              assertThat(cookie)
                  .startsWith("stipend-")
                  .contains("HttpOnly", "SameSite=Lax", "Path=/")
                  .doesNotContain("Domain"));
    }
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

  @Test
  void tabsThatBeginTogetherAllEndWhereTheyWantedToGo() {
    var tabs = console.browserThatStops();
    console.provider().nextPerson("many-tabs", Role.FINANCE);
    List<String> backs =
        Stream.of("/credit", "/disks", "/r/1?to=%2Flab", "/")
            .map(to -> tabs.beyond("/sign-in?to=" + URLEncoder.encode(to, UTF_8)))
            .map(tabs::beyond) // the provider
            .toList();

    assertThat(backs.stream().map(tabs::get).map(answer -> answer.header("Location")))
        .containsExactly(at("/credit"), at("/disks"), at("/r/1?to=%2Flab"), at("/"));
    assertThat(tabs.get("/api/me").status()).isEqualTo(200);
  }

  @Test
  void whoGoesBackAndChoosesAnotherPersonStaysWhoTheyAre() {
    var tab = console.browserThatStops();
    console.provider().nextPerson("first-choice", Role.FINANCE);
    String provider = tab.beyond("/sign-in?to=/credit");
    tab.get(tab.beyond(provider));
    console.provider().nextPerson("second-choice", Role.ADMIN);

    Answer again = tab.get(tab.beyond(provider));

    assertThat(again.header("Location")).isEqualTo(at("/credit"));
    assertThat(tab.get("/api/me").body()).contains("first-choice");
  }

  @Test
  void anotherBrowserCannotEndASignIn() {
    var attacker = console.browserThatStops();
    console.provider().nextPerson("attacker", Role.FINANCE);
    String back = attacker.beyond(attacker.beyond("/sign-in?to=/credit"));
    var victim = console.browserThatStops();
    victim.get("/sign-in");

    Answer answer = victim.get(back);

    assertThat(answer.text("code")).isEqualTo("SIGN_IN_FAILED");
    assertThat(victim.get("/api/me").status()).isEqualTo(401);
  }

  @Test
  void aForgedEndOfASignInLeadsWhoIsSignedInToThisSiteOnly() {
    var browser = signedIn("careful");
    var tab = browser.stopping();
    for (String to : new String[] {"//evil.example", "https://evil.example", "/\\evil.example"}) {
      String state = Base64.getUrlEncoder().encodeToString(to.getBytes(UTF_8));
      assertThat(tab.get("/sign-in/back?code=x&state=y." + state).header("Location"))
          .isEqualTo(at("/"));
    }
    assertThat(tab.get("/sign-in/back?code=x&state=y.not~base64").header("Location"))
        .isEqualTo(at("/"));
    assertThat(tab.get("/api/me").body()).contains("careful");
  }

  @Test
  void anAddressWithBracesIsReturnedTo() {
    var tab = signedIn("braces").stopping();

    assertThat(tab.get("/sign-in?to=%2Fr%3F%7B1%7D%7C").header("Location")).isEqualTo("/r?{1}|");
  }

  private static TestConsole.Client signedIn(String person) {
    var browser = console.browser();
    console.provider().nextPerson(person, Role.FINANCE);
    assertThat(browser.get("/sign-in?to=/api/me").status()).isEqualTo(200);
    return browser;
  }

  private static String at(String path) {
    return console.origin() + path;
  }

  private static long count(String sql) {
    return console.database().jdbc().sql(sql).query(Long.class).single();
  }
}
