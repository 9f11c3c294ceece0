package org.stipend.standalone.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.stipend.cloud.testing.TestPorts;
import org.stipend.orchestrator.OrchestratorApplication;
import org.stipend.standalone.Secrets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The console with its embedded provider, driven over HTTP as a browser would. */
class EmbeddedSignInTest {

  @TempDir static Path directory;

  private static final String BACK = "http%%3A%%2F%%2Flocalhost%%3A%d%%2Fsign-in%%2Fback";

  /** The example of RFC 7636. */
  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

  private static EmbeddedPostgres postgres;
  private static ConfigurableApplicationContext application;
  private static Secrets secrets;
  private static String console;
  private static int port;

  @BeforeAll
  static void start() throws Exception {
    postgres = EmbeddedPostgres.start();
    port = TestPorts.free();
    console = "http://localhost:" + port;
    secrets = new Secrets(directory);
    run();
  }

  private static void run() {
    List<String> arguments = new ArrayList<>();
    IdentityConfiguration.properties(console, secrets)
        .forEach((name, value) -> arguments.add("--" + name + "=" + value));
    arguments.addAll(
        List.of(
            "--server.port=" + port,
            "--server.address=127.0.0.1",
            "--stipend.console-url=" + console,
            "--stipend.embedded.secrets-directory=" + directory,
            "--spring.temporal.start-workers=false",
            "--stipend.payload-keys=AAAAAAAAAAAAAAAAAAAAAA",
            "--stipend.proxy.port=0",
            "--stipend.tool-url-template=http://{runtime}.localhost:1",
            "--spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"),
            "--spring.datasource.username=postgres",
            "--spring.datasource.password=postgres"));
    application =
        new SpringApplicationBuilder(OrchestratorApplication.class, IdentityConfiguration.class)
            .run(arguments.toArray(String[]::new));
  }

  @AfterAll
  static void stop() throws Exception {
    application.close();
    postgres.close();
  }

  @Test
  void theLinkThenAPersonThenTheConsole() throws Exception {
    HttpClient browser = browser();
    var page = get(browser, IdentityConfiguration.signInLink(console, secrets));
    assertThat(page.uri().getPath()).isEqualTo("/idp/people");
    assertThat(page.uri().getQuery()).doesNotContain(secrets.value("sign-in-key"));
    assertThat(page.body()).contains("Ada Lovelace", "Luca Pacioli");

    choose(browser, page, "person=finance");

    var me = get(browser, console + "/api/me");
    assertThat(new JsonMapper().readTree(me.body()).at("/person/name").asString())
        .isEqualTo("Luca Pacioli");
    assertThat(me.body()).contains("[\"FINANCE\"]");
  }

  @Test
  void withoutTheKeyNobodyIsOffered() throws Exception {
    HttpClient browser = browser();
    var page = get(browser, console + "/sign-in");
    assertThat(page.body()).contains("Sign-in key").doesNotContain("Ada Lovelace");

    assertThat(choose(browser, page, "person=admin").statusCode()).isEqualTo(403);
    assertThat(choose(browser, page, "key=guess").statusCode()).isEqualTo(403);
    assertThat(get(browser, console + "/sign-in?key=guess").body()).doesNotContain("Ada Lovelace");
    assertThat(get(browser, console + "/api/me").statusCode()).isEqualTo(401);

    var offered = choose(browser, page, "key=" + secrets.value("sign-in-key"));
    assertThat(offered.body()).contains("Ada Lovelace");
  }

  @Test
  void signingOutLetsOneBeSomebodyElse() throws Exception {
    HttpClient browser = browser();
    choose(
        browser, get(browser, IdentityConfiguration.signInLink(console, secrets)), "person=admin");
    post(browser, console + "/sign-out", "");

    var again = get(browser, console + "/sign-in");

    assertThat(again.body()).contains("Ada Lovelace");
    choose(browser, again, "person=operator");
    assertThat(get(browser, console + "/api/me").body()).contains("Margaret Hamilton");
  }

  @Test
  void aTokenForAPersonToWhoCanReadTheKey() throws Exception {
    String address = console + "/embedded/token?person=admin2";
    assertThat(get(browser(), address).statusCode()).isEqualTo(401);

    String token = withBearer(address, secrets.value("token-key")).body();

    assertThat(withBearer(console + "/api/me", token).body()).contains("Katherine Johnson");
    assertThat(withBearer(console + "/embedded/token?person=mallory", secrets.value("token-key")))
        .returns(404, HttpResponse::statusCode);
  }

  @Test
  void keysAreForTheirOwnerAloneAndOutliveTheProcess() throws Exception {
    String token =
        withBearer(console + "/embedded/token?person=admin", secrets.value("token-key")).body();
    application.close();
    run();

    assertThat(withBearer(console + "/api/me", token).statusCode()).isEqualTo(200);
    try (var files = Files.list(directory)) {
      assertThat(files)
          .hasSize(4)
          .allSatisfy(file ->
              assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                  .isEqualTo("rw-------"));
    }
  }

  @Test
  void whoBringsNoTokenIsAskedForOne() throws Exception {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(console + "/idp/userinfo")).build(),
                HttpResponse.BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
  }

  @Test
  void whatTheProviderSaysOfItselfHolds() throws Exception {
    for (String where : List.of("openid-configuration", "oauth-authorization-server")) {
      JsonNode said = json(get(browser(), console + "/.well-known/" + where));

      assertThat(words(said, "grant_types_supported")).containsExactly("authorization_code");
      assertThat(words(said, "scopes_supported")).containsExactly("openid", "profile", "email");
      assertThat(get(browser(), said.path("jwks_uri").asString()).body()).contains("\"kty\"");
      assertThat(said.propertyNames())
          .filteredOn(name -> name.endsWith("_endpoint"))
          .containsExactlyInAnyOrder(
              "authorization_endpoint", "token_endpoint", "userinfo_endpoint");
      List<String> methods = words(said, "token_endpoint_auth_methods_supported");
      assertThat(methods).isNotEmpty();
      for (String method : methods) {
        String token = json(redeem(said, method, code(said))).path("access_token").asString();
        JsonNode ada = json(withBearer(said.path("userinfo_endpoint").asString(), token));
        assertThat(ada.path("sub").asString()).as(method).isEqualTo("researcher");
        assertThat(ada.path("name").asString()).isEqualTo("Ada Lovelace");
      }
    }
  }

  private static List<String> words(JsonNode said, String claim) {
    return said.path(claim).valueStream().map(JsonNode::asString).toList();
  }

  /** As a client gets one that is not the console; it is on the way to the address to return to. */
  private static String code(JsonNode said) throws Exception {
    HttpClient browser = browser();
    get(browser, IdentityConfiguration.signInLink(console, secrets));
    String question =
        "?response_type=code&client_id=stipend-console&scope=openid%20profile%20email&state=s"
            + "&code_challenge_method=S256&code_challenge="
            + CHALLENGE
            + "&redirect_uri="
            + BACK.formatted(port);
    var page = get(browser, said.path("authorization_endpoint").asString() + question);
    HttpResponse<String> seen = choose(browser, page, "person=researcher");
    while (!seen.uri().getPath().equals("/sign-in/back")) {
      seen = seen.previousResponse().orElseThrow();
    }
    return seen.uri().getQuery().replaceFirst(".*code=([^&]+).*", "$1");
  }

  private static HttpResponse<String> redeem(JsonNode said, String method, String code)
      throws Exception {
    String secret = secrets.value("client-secret");
    String form =
        "grant_type=authorization_code&code=%s&code_verifier=%s&redirect_uri=%s"
            .formatted(code, VERIFIER, BACK.formatted(port));
    var request =
        HttpRequest.newBuilder(URI.create(said.path("token_endpoint").asString()))
            .header("Origin", console)
            .header("Content-Type", "application/x-www-form-urlencoded");
    switch (method) {
      case "client_secret_basic" ->
          request.header(
              "Authorization",
              "Basic "
                  + Base64.getEncoder().encodeToString(("stipend-console:" + secret).getBytes()));
      case "client_secret_post" -> form += "&client_id=stipend-console&client_secret=" + secret;
      default -> throw new AssertionError(method + " is said to be accepted");
    }
    return HttpClient.newHttpClient()
        .send(
            request.POST(HttpRequest.BodyPublishers.ofString(form)).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return new JsonMapper().readTree(answer.body());
  }

  private static HttpClient browser() {
    return HttpClient.newBuilder()
        .cookieHandler(new CookieManager())
        .followRedirects(HttpClient.Redirect.ALWAYS)
        .build();
  }

  private static HttpResponse<String> get(HttpClient browser, String address) throws Exception {
    return browser.send(
        HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<String> choose(
      HttpClient browser, HttpResponse<String> page, String form) throws Exception {
    var answer = post(browser, console + "/idp/people?" + page.uri().getRawQuery(), form);
    var onwards = answer.headers().firstValue("Refresh");
    return onwards.isPresent()
        ? get(browser, console + onwards.get().replace("0; url=", ""))
        : answer;
  }

  private static HttpResponse<String> post(HttpClient browser, String address, String form)
      throws Exception {
    return browser.send(
        HttpRequest.newBuilder(URI.create(address))
            .header("Origin", console)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<String> withBearer(String address, String token) throws Exception {
    try (HttpClient program = HttpClient.newHttpClient()) {
      return program.send(
          HttpRequest.newBuilder(URI.create(address))
              .header("Authorization", "Bearer " + token)
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }
}
