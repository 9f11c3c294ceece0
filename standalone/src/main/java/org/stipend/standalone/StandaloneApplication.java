package org.stipend.standalone;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.stipend.orchestrator.OrchestratorApplication;

/** Stipend on one computer: head, hands, PostgreSQL and Temporal, started and ended as one. */
@Configuration(proxyBeanMethods = false)
@Import(OrchestratorApplication.class)
public class StandaloneApplication {

  /** Ends with code 1, a line of cause and a line of what to do when it cannot run here. */
  public static void main(String[] arguments) {
    var console = new Console(System.out, System.err, false);
    DataDirectory data = null;
    EmbeddedServers servers = null;
    try {
      long began = System.nanoTime();
      Settings settings = Settings.of(arguments, System.getenv());
      data = DataDirectory.open(settings.data());
      Ports.requireFree(settings.port());
      Ports.requireFree(settings.proxyPort());
      var secrets = new Secrets(data.secrets());
      servers = new EmbeddedServers(settings, data, secrets, console);
      application(settings, data, servers).run(arguments);
      data.running(settings.consoleUrl());
      console.step("Ready", Duration.ofNanos(System.nanoTime() - began));
    } catch (RuntimeException e) {
      if (servers == null || !servers.stopping()) {
        console.failed(reason(e), data == null ? null : data.log());
        System.exit(1);
      }
    }
  }

  private static SpringApplication application(
      Settings settings, DataDirectory data, EmbeddedServers servers) {
    return new SpringApplicationBuilder(StandaloneApplication.class)
        .bannerMode(Banner.Mode.OFF)
        .initializers(servers)
        .properties(defaults(settings, data))
        .build();
  }

  private static Map<String, Object> defaults(Settings settings, DataDirectory data) {
    var properties = new HashMap<String, Object>();
    properties.put("server.address", Ports.LOOPBACK);
    properties.put("server.port", settings.port());
    properties.put("logging.file.name", data.log().toString());
    properties.put("logging.threshold.console", "OFF");
    properties.put("logging.structured.format.file", "logstash");
    properties.put("stipend.console-url", settings.consoleUrl());
    properties.put(
        "stipend.tool-url-template", "http://{runtime}.localhost:" + settings.proxyPort());
    properties.put("stipend.proxy.port", settings.proxyPort());
    properties.put("stipend.local.directory", data.local().toString());
    properties.put("stipend.local.tools-directory", settings.tools().toString());
    properties.put(Settings.PREFIX + "secrets-directory", data.secrets().toString());
    return properties;
  }

  private static CannotStart reason(Throwable thrown) {
    Throwable root = thrown;
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof CannotStart cannot) {
        return cannot;
      }
      root = t;
    }
    @Nullable String message = root.getMessage();
    return new CannotStart(
        "Stipend did not start: " + (message == null ? root.toString() : message),
        "The log says more; nothing that was saved is lost.");
  }
}
