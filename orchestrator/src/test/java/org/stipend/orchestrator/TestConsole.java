package org.stipend.orchestrator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieHandler;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.stipend.cloud.Tool;
import org.stipend.cloud.inventory.Ability;
import org.stipend.cloud.inventory.ProviderDescription;
import org.stipend.cloud.inventory.ToolOffer;
import org.stipend.cloud.testing.TestPorts;
import org.stipend.orchestrator.access.Role;
import org.stipend.orchestrator.catalog.Providers;
import org.stipend.orchestrator.signin.FakeProvider;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole orchestrator on a real port, with a database of its own and a small OpenID provider
 * beside it.
 */
public final class TestConsole implements BeforeAllCallback, AfterAllCallback {

  static {
    System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
  }

  private final TestDatabase database = new TestDatabase();
  private final InstantSource clock;
  private final List<String> arguments;
  private FakeProvider provider;
  private ConfigurableApplicationContext application;
  private int port;

  public TestConsole(String... arguments) {
    this(InstantSource.system(), arguments);
  }

  public TestConsole(InstantSource clock, String... arguments) {
    this.clock = clock;
    this.arguments = List.of(arguments);
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    database.beforeAll(context);
    provider = new FakeProvider();
    port = TestPorts.free();
    start();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    application.close();
    provider.close();
    database.afterAll(context);
  }

  public void restart() {
    application.close();
    start();
  }

  private void start() {
    List<String> all = new ArrayList<>(arguments);
    all.addAll(
        List.of(
            "--server.port=" + port,
            "--server.address=127.0.0.1",
            "--stipend.console-url=" + origin(),
            "--stipend.tool-url-template=http://{runtime}.localhost:8081",
            "--spring.temporal.start-workers=false",
            "--stipend.payload-keys=AAAAAAAAAAAAAAAAAAAAAA",
            "--spring.datasource.url=" + database.jdbcUrl(),
            "--spring.datasource.username=postgres",
            "--spring.datasource.password=postgres",
            "--stipend.oidc.issuer=" + provider.issuer(),
            "--stipend.oidc.client-id=" + FakeProvider.CLIENT,
            "--stipend.oidc.client-secret=secret",
            "--stipend.oidc.audience=" + FakeProvider.AUDIENCE,
            "--stipend.oidc.roles-claim=roles"));
    application =
        new SpringApplicationBuilder(OrchestratorApplication.class)
            .initializers(this::setClock)
            .run(all.toArray(String[]::new));
  }

  private void setClock(ConfigurableApplicationContext context) {
    ((GenericApplicationContext) context)
        .registerBean("testClock", InstantSource.class, () -> clock, bean -> bean.setPrimary(true));
  }

  public <T> T bean(Class<T> type) {
    return application.getBean(type);
  }

  public <T> T bean(String name, Class<T> type) {
    return application.getBean(name, type);
  }

  /** As if workers of this computer had reported these tools. */
  public void offers(Tool... tools) {
    offersIn(List.of(), tools);
  }

  /** In a place with these zones. */
  public void offersIn(List<String> zones, Tool... tools) {
    offersIn(zones, Set.of(), tools);
  }

  /** In a place with these zones that can do this. */
  public void offersIn(List<String> zones, Set<Ability> can, Tool... tools) {
    bean(Providers.class)
        .seen(
            new ProviderDescription(
                "local",
                null,
                Duration.ofSeconds(5),
                4,
                16384,
                Stream.of(tools).map(tool -> new ToolOffer(tool, "1", null)).toList(),
                can,
                zones));
  }

  public FakeProvider provider() {
    return provider;
  }

  public TestDatabase database() {
    return database;
  }

  public String origin() {
    return "http://localhost:" + port;
  }

  /** A program with a token of this person; roles count at first sight only. */
  public Client as(String person, Role... roles) {
    return new Client(newHttp(), "Authorization", "Bearer " + provider.bearer(person, roles));
  }

  public Client anonymous() {
    return new Client(newHttp());
  }

  /** Keeps cookies and follows redirects, as a browser does. */
  public Client browser() {
    return browser(new CookieManager(), HttpClient.Redirect.ALWAYS);
  }

  /** A browser that shows each redirect instead. */
  public Client browserThatStops() {
    return browser(new CookieManager(), HttpClient.Redirect.NEVER);
  }

  private Client browser(CookieHandler cookies, HttpClient.Redirect redirects) {
    return new Client(
        HttpClient.newBuilder().cookieHandler(cookies).followRedirects(redirects).build(),
        "Origin",
        origin());
  }

  private static HttpClient newHttp() {
    return HttpClient.newHttpClient();
  }

  /** Sends requests with the same headers each time. */
  public final class Client {

    private final HttpClient http;
    private final String[] headers;

    Client(HttpClient http, String... headers) {
      this.http = http;
      this.headers = headers;
    }

    public Client with(String... more) {
      return new Client(
          http, Stream.concat(Stream.of(headers), Stream.of(more)).toArray(String[]::new));
    }

    public Answer get(String path) {
      return send("GET", path, null);
    }

    /** Where the next address leads that is not this console's way into a sign-in. */
    public String beyond(String path) {
      Answer answer = get(path);
      return answer.header("Location").contains("/sign-in/with/")
          ? get(answer.header("Location")).header("Location")
          : answer.header("Location");
    }

    /** The same browser, showing each redirect. */
    public Client stopping() {
      return browser(http.cookieHandler().orElseThrow(), HttpClient.Redirect.NEVER);
    }

    public Answer post(String path, String json) {
      return with("Content-Type", "application/json").send("POST", path, json);
    }

    public Answer send(String method, String path, String body) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : origin() + path))
              .method(
                  method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
      for (int i = 0; i < headers.length; i += 2) {
        request.setHeader(headers[i], headers[i + 1]);
      }
      try {
        Answer answer = new Answer(http.send(request.build(), BodyHandlers.ofString()));
        ApiPromises.keptBy(method, path, answer);
        return answer;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  /** What came back. */
  public record Answer(HttpResponse<String> response) {

    private static final JsonMapper JSON = new JsonMapper();

    public int status() {
      return response.statusCode();
    }

    public String body() {
      return response.body();
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    public JsonNode json() {
      return JSON.readTree(body());
    }

    public String text(String member) {
      return json().path(member).asString("");
    }

    @Override
    public String toString() {
      return status() + " " + body();
    }
  }
}
