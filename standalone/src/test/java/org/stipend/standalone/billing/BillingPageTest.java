package org.stipend.standalone.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.stipend.cloud.testing.TestPorts;
import org.stipend.orchestrator.OrchestratorApplication;
import org.stipend.standalone.Secrets;
import org.stipend.standalone.identity.IdentityConfiguration;

/** The stand-in's page beside the console, driven over HTTP as a browser would. */
class BillingPageTest {

  @TempDir static Path directory;

  private static final String NUMBER = "0A0A0A-0B0B0B-0C0C0C";

  private static EmbeddedPostgres postgres;
  private static ConfigurableApplicationContext application;
  private static Secrets secrets;
  private static String console;

  @BeforeAll
  static void start() throws Exception {
    postgres = EmbeddedPostgres.start();
    int port = TestPorts.free();
    console = "http://localhost:" + port;
    secrets = new Secrets(directory);
    Map<String, Object> properties =
        new HashMap<>(IdentityConfiguration.properties(console, secrets));
    properties.putAll(BillingConfiguration.properties(directory.resolve("billing")));
    List<String> arguments = new ArrayList<>();
    properties.forEach((name, value) -> arguments.add("--" + name + "=" + value));
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
        new SpringApplicationBuilder(
                OrchestratorApplication.class,
                IdentityConfiguration.class,
                BillingConfiguration.class)
            .run(arguments.toArray(String[]::new));
  }

  @AfterAll
  static void stop() throws Exception {
    application.close();
    postgres.close();
  }

  @Test
  void whoHasNotShownTheKeySeesAndChangesNothing() throws Exception {
    HttpClient stranger = browser();

    var page = get(stranger);
    assertThat(page.statusCode()).isEqualTo(403);
    assertThat(page.body()).contains("Sign-in key").doesNotContain("ADA000");
    assertThat(
            post(stranger, Map.of("account", "ADA000-000000-000001", "do", "close")).statusCode())
        .isEqualTo(403);
    assertThat(post(stranger, Map.of("key", "guess")).statusCode()).isEqualTo(403);
    assertThat(account("ADA000-000000-000001").open()).isTrue();
  }

  @Test
  void accountsAreMadeClosedAndOpenedAndRightsAreGivenAndTaken() throws Exception {
    HttpClient me = browser();
    assertThat(post(me, Map.of("key", secrets.value("sign-in-key"))).body())
        .contains("Billing accounts", "exist only on this computer", "ADA000-000000-000001");

    post(
        me,
        Map.of(
            "do",
            "make",
            "account",
            NUMBER,
            "name",
            "<Lab>",
            "mail",
            "Ada@example.org",
            "currency",
            "usd",
            "confirms",
            "LATE",
            "refuses",
            "4",
            "closes",
            "0"));
    assertThat(get(me).body())
        .contains("&lt;Lab&gt;", "refuses a link for its first 4 min")
        .doesNotContain("<Lab>");
    assertThat(account(NUMBER).currency()).isEqualTo("USD");

    change(me, "close");
    assertThat(account(NUMBER).open()).isFalse();
    change(me, "open");
    assertThat(account(NUMBER).open()).isTrue();
    change(me, "take");
    assertThat(account(NUMBER).mayLink()).isFalse();
    change(me, "give");
    assertThat(account(NUMBER).mayLink()).isTrue();
    change(me, "hide");
    assertThat(account(NUMBER).shown()).isFalse();
    post(me, Map.of("account", NUMBER, "do", "name", "mail", "bob@example.org"));
    post(me, Map.of("account", NUMBER, "do", "forget", "mail", "ada@example.org"));
    assertThat(account(NUMBER).people()).containsExactly("bob@example.org");
  }

  @Test
  void whatMakesNoSenseIsRefusedWithTheReason() throws Exception {
    HttpClient me = browser();
    post(me, Map.of("key", secrets.value("sign-in-key")));

    var refused = post(me, Map.of("do", "make", "account", "<b>", "name", "x", "mail", "a@b.c"));
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("A number is like");
    var unknown = post(me, Map.of("do", "close", "account", "<i>"));
    assertThat(unknown.statusCode()).isEqualTo(400);
    assertThat(unknown.body()).contains("There is no account &lt;I&gt;");
  }

  private static void change(HttpClient me, String action) throws Exception {
    assertThat(post(me, Map.of("account", NUMBER, "do", action)).statusCode()).isEqualTo(200);
  }

  private static Account account(String number) {
    return application.getBean(BookFile.class).read().accounts().get(number);
  }

  private static HttpClient browser() {
    return HttpClient.newBuilder()
        .cookieHandler(new CookieManager())
        .followRedirects(HttpClient.Redirect.ALWAYS)
        .build();
  }

  private static HttpResponse<String> get(HttpClient browser) throws Exception {
    return browser.send(
        HttpRequest.newBuilder(URI.create(console + BillingDesk.PATH)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<String> post(HttpClient browser, Map<String, String> form)
      throws Exception {
    String content =
        form.entrySet().stream()
            .map(field ->
                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return browser.send(
        HttpRequest.newBuilder(URI.create(console + BillingDesk.PATH))
            .header("Origin", console)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(content))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
