package org.stipend.orchestrator.proxy;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.InstantSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.stipend.orchestrator.books.MachineEnds;
import org.stipend.orchestrator.change.ChangeFeed;
import org.stipend.orchestrator.runtime.ToolOrigins;
import org.stipend.orchestrator.signin.BearerTokens;
import org.stipend.orchestrator.web.ConsoleSettings;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class ProxyConfiguration {

  @Bean
  Console gateConsole(ConsoleSettings settings) {
    return new Console(settings.origin());
  }

  /** Only where this process is a gate. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnProperty("stipend.proxy.port")
  static class Listener {

    @Bean
    GateServer gateServer(
        ProxySettings settings,
        ToolOrigins origins,
        Console console,
        ToolSessions sessions,
        MachineEnds ends,
        BearerTokens tokens,
        ChangeFeed feed,
        JsonMapper json,
        InstantSource clock) {
      return new GateServer(settings, origins, console, sessions, ends, tokens, feed, json, clock);
    }

    @Bean
    MeterBinder gateMeters(GateServer gate) {
      return registry -> bind(registry, gate);
    }

    private static void bind(MeterRegistry registry, GateServer gate) {
      Gauge.builder("stipend.proxy.tunnels", gate, server -> server.tunnels().open())
          .description("upgraded connections open to tools")
          .register(registry);
      FunctionCounter.builder("stipend.proxy.cut", gate, server -> server.tunnels().cut())
          .description("connections ended because the right, the sign-in or the runtime ended")
          .register(registry);
      FunctionCounter.builder("stipend.proxy.bytes", gate, GateServer::bytesSent)
          .tag("direction", "sent")
          .baseUnit("bytes")
          .description("bytes between browsers and the gate")
          .register(registry);
      FunctionCounter.builder("stipend.proxy.bytes", gate, GateServer::bytesReceived)
          .tag("direction", "received")
          .baseUnit("bytes")
          .description("bytes between browsers and the gate")
          .register(registry);
    }
  }
}
