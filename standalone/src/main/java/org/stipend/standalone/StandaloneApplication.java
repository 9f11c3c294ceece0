package org.stipend.standalone;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.stipend.orchestrator.OrchestratorApplication;
import org.stipend.orchestrator.catalog.Providers;
import org.stipend.orchestrator.engine.EngineWatch;
import org.stipend.standalone.billing.BillingConfiguration;
import org.stipend.standalone.identity.IdentityConfiguration;
import org.stipend.workers.WorkersConfiguration;

/** Stipend on one computer: head, hands, PostgreSQL and Temporal, started and ended as one. */
@Configuration(proxyBeanMethods = false)
@Import({
  OrchestratorApplication.class,
  WorkersConfiguration.class,
  IdentityConfiguration.class,
  BillingConfiguration.class
})
public class StandaloneApplication {

  private static final List<String> VISITED =
      List.of("/actuator/health", "/v3/api-docs", "/", "/api/me", "/actuator/prometheus");

  /** The file may hold several keys, the newest first. */
  static final String PAYLOAD_KEYS = "payload-keys";

  /** Longer, and people may look around until the workers answer. */
  private static final Duration HANDS = Duration.ofSeconds(10);

  /** Ends with code 1, a line of cause and a line of what to do when it cannot run here. */
  public static void main(String[] arguments) {
    long began = System.nanoTime();
    boolean rehearsal = List.of(arguments).contains("--" + Settings.PREFIX + "rehearsal");
    var console = new Console(System.out, System.err, rehearsal);
    DataDirectory data = null;
    EmbeddedServers servers = null;
    try {
      Settings settings = Settings.of(arguments, System.getenv());
      data = prepare(settings, console);
      divert(data.logs().resolve("output.log"));
      var secrets = new Secrets(data.secrets());
      sealWhatWaits(data, secrets, console);
      servers = new EmbeddedServers(settings, data, secrets, console);
      var context = application(settings, data, secrets, servers).run(arguments);
      sayWhenFull(context.getBean(EngineWatch.class), data, console);
      awaitHands(context);
      data.running(settings.consoleUrl());
      console.step("Stipend", Duration.ofNanos(System.nanoTime() - began));
      if (rehearsal) {
        visit(settings.port());
        System.exit(0);
      }
      console.ready(
          settings.consoleUrl(), IdentityConfiguration.signInLink(settings.consoleUrl(), secrets));
      servers.cloudPage().ifPresent(page -> console.say("  Cloud    " + page));
    } catch (RuntimeException e) {
      if (servers == null || !servers.isStopping()) {
        console.failed(reason(e), data == null ? null : data.log());
        System.exit(1);
      }
    }
  }

  /** What an earlier version left in Temporal was not sealed, so that nobody trusts it now. */
  private static void sealWhatWaits(DataDirectory data, Secrets secrets, Console console) {
    if (!secrets.has(PAYLOAD_KEYS)) {
      data.putTemporalAside(InstantSource.system().instant())
          .ifPresent(aside ->
              console.say(
                  "  What waits is built anew, sealed; Temporal's old data is in " + aside));
    }
  }

  private static void sayWhenFull(EngineWatch watch, DataDirectory data, Console console) {
    var said = new AtomicBoolean();
    watch.onChange(sight -> {
      if (said.getAndSet(sight.diskFull()) != sight.diskFull()) {
        console.say("");
        console.say("  " + data.space(sight.diskFull()));
      }
    });
  }

  /** Ready means that a tool can be launched: the workers have said what they offer. */
  private static void awaitHands(ApplicationContext context) {
    Providers providers = context.getBean(Providers.class);
    long patience = System.nanoTime() + HANDS.toNanos();
    while (providers.current().isEmpty() && System.nanoTime() < patience) {
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  /** What libraries print is for the logs; the terminal is for the person who sits there. */
  private static void divert(Path file) {
    try {
      var append = new FileOutputStream(file.toFile(), true);
      var output = new PrintStream(append, true, StandardCharsets.UTF_8);
      System.setOut(output);
      System.setErr(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DataDirectory prepare(Settings settings, Console console) {
    DataDirectory data = DataDirectory.open(settings.data());
    Ports.requireFree(settings.port());
    Ports.requireFree(settings.proxyPort());
    if (settings.fresh()) {
      Path aside = data.putAside(InstantSource.system().instant());
      console.say("  Begun anew; what was there is kept in " + aside);
    }
    return data;
  }

  /** What the first person will ask for, asked once while the build records what a start loads. */
  private static void visit(int port) {
    try (var client = HttpClient.newHttpClient()) {
      for (String path : VISITED) {
        var address = URI.create("http://" + Ports.LOOPBACK + ":" + port + path);
        client.send(
            HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.discarding());
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SpringApplication application(
      Settings settings, DataDirectory data, Secrets secrets, EmbeddedServers servers) {
    return new SpringApplicationBuilder(StandaloneApplication.class)
        .bannerMode(Banner.Mode.OFF)
        .initializers(servers)
        .properties(defaults(settings, data, secrets))
        .build();
  }

  private static Map<String, Object> defaults(
      Settings settings, DataDirectory data, Secrets secrets) {
    var properties = new HashMap<String, Object>();
    properties.put("server.address", Ports.LOOPBACK);
    properties.put("server.port", settings.port());
    properties.put("logging.file.name", data.log().toString());
    properties.put("management.health.diskspace.enabled", true);
    properties.put("management.health.diskspace.path", settings.data().toString());
    properties.put("management.health.diskspace.threshold", DataDirectory.LEAST_TO_WORK + "B");
    properties.put("logging.threshold.console", "OFF");
    properties.put("logging.structured.format.file", "logstash");
    properties.put("spring.temporal.workers-auto-discovery.register-activity-beans", true);
    properties.put("stipend.console-url", settings.consoleUrl());
    properties.put(
        "stipend.tool-url-template", "http://{runtime}.localhost:" + settings.proxyPort());
    properties.put("stipend.proxy.port", settings.proxyPort());
    properties.put("stipend.payload-keys", secrets.value(PAYLOAD_KEYS));
    properties.put("stipend.local.directory", data.local().toString());
    properties.put("stipend.local.tools-directory", settings.tools().toString());
    properties.put(Settings.PREFIX + "secrets-directory", data.secrets().toString());
    properties.putAll(BillingConfiguration.properties(data.billing()));
    properties.putAll(IdentityConfiguration.properties(settings.consoleUrl(), secrets));
    return properties;
  }

  private static CannotStart reason(Throwable thrown) {
    Throwable root = thrown;
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof CannotStart cannot) {
        return cannot;
      }
      if (t instanceof FlywayValidateException) {
        return new CannotStart(
            "This data was made by another version of Stipend.",
            "Run that version, or begin anew with --fresh: what is there is put aside.",
            t);
      }
      root = t;
    }
    String message = String.valueOf(root.getMessage()).lines().findFirst().orElse("");
    return new CannotStart(
        "Stipend did not start: " + root.getClass().getSimpleName() + ": " + message,
        "The log says more; nothing that was saved is lost.",
        thrown);
  }
}
