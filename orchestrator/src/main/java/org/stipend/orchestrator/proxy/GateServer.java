package org.stipend.orchestrator.proxy;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.stipend.cost.RuntimeId;
import org.stipend.orchestrator.books.MachineEnds;
import org.stipend.orchestrator.change.Change;
import org.stipend.orchestrator.change.ChangeFeed;
import org.stipend.orchestrator.runtime.ToolOrigins;
import org.stipend.orchestrator.signin.BearerTokens;
import tools.jackson.databind.json.JsonMapper;

/** The listener tools are reached at, and what watches over its open connections. */
final class GateServer implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(GateServer.class);
  private static final Duration LOOK_AROUND = Duration.ofSeconds(5);

  private static final Duration FOR_A_HEAD = Duration.ofSeconds(10);
  private static final Duration BETWEEN_REQUESTS = Duration.ofMinutes(1);

  private final ProxySettings settings;
  private final Passes passes;
  private final Tunnels tunnels;
  private final Gate gate;
  private final ExecutorService blocking;
  private @Nullable ScheduledExecutorService watch;
  private @Nullable Undertow server;

  GateServer(
      ProxySettings settings,
      ToolOrigins origins,
      Console console,
      ToolSessions sessions,
      MachineEnds ends,
      BearerTokens tokens,
      ChangeFeed feed,
      JsonMapper json,
      InstantSource clock) {
    this.settings = settings;
    this.blocking =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("gate-", 0).factory());
    this.passes = new Passes(sessions, clock, settings.recheckEvery(), feed::isListening);
    this.tunnels = new Tunnels(passes, clock);
    this.gate =
        new Gate(
            origins,
            console,
            sessions,
            tokens,
            passes,
            tunnels,
            new Pages(json),
            new EndBar(ends, console, json),
            settings,
            blocking,
            clock);
    feed.subscribe(new Watcher(passes, tunnels, blocking));
  }

  /** Upgraded connections that are open to one runtime in this process. */
  public int tunnelsTo(RuntimeId runtime) {
    return tunnels.openTo(runtime);
  }

  Tunnels tunnels() {
    return tunnels;
  }

  long bytesSent() {
    Undertow running = server;
    return running == null
        ? 0
        : running.getListenerInfo().getFirst().getConnectorStatistics().getBytesSent();
  }

  long bytesReceived() {
    Undertow running = server;
    return running == null
        ? 0
        : running.getListenerInfo().getFirst().getConnectorStatistics().getBytesReceived();
  }

  @Override
  public synchronized void start() {
    Undertow started =
        Undertow.builder()
            .addHttpListener(settings.port(), settings.bind(), gate)
            .setServerOption(UndertowOptions.ENABLE_CONNECTOR_STATISTICS, true)
            .setServerOption(UndertowOptions.IDLE_TIMEOUT, (int) settings.tunnelIdle().toMillis())
            .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, (int) FOR_A_HEAD.toMillis())
            .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, (int) BETWEEN_REQUESTS.toMillis())
            .setServerOption(UndertowOptions.ALWAYS_SET_DATE, true)
            .setServerOption(
                UndertowOptions.MAX_ENTITY_SIZE, -1L) // how much is too much, tools say
            // an address passes as it came: decoded, it could hold a request of its own
            .setServerOption(UndertowOptions.ALLOW_UNESCAPED_CHARACTERS_IN_URL, true)
            .setServerOption(UndertowOptions.DECODE_URL, false)
            .build();
    started.start();
    server = started;
    ScheduledExecutorService watching =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("gate-watch").factory());
    long period = Math.min(LOOK_AROUND.toMillis(), settings.recheckEvery().toMillis());
    watching.scheduleWithFixedDelay(this::lookAround, period, period, TimeUnit.MILLISECONDS);
    watch = watching;
    log.atInfo()
        .addKeyValue("bind", settings.bind())
        .addKeyValue("port", settings.port())
        .log("tools are reached here");
  }

  @Override
  public synchronized void stop() {
    if (watch != null) {
      watch.shutdownNow();
      watch = null;
    }
    if (server != null) {
      tunnels.closeAll();
      server.stop();
      server = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return server != null;
  }

  /** First to stop: open connections would keep everything else waiting. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }

  private void lookAround() {
    try {
      passes.sweep();
      tunnels.recheckOlderThan(settings.recheckEvery());
    } catch (RuntimeException e) {
      log.atWarn().setCause(e).log("open connections to tools could not be checked");
    }
  }

  /** Forgets at once what a change made doubtful, then looks again beside the feed's thread. */
  private record Watcher(Passes passes, Tunnels tunnels, Executor blocking)
      implements ChangeFeed.Subscriber {

    @Override
    public void changed(Change change) {
      passes.forget(change);
      blocking.execute(() -> recheck(() -> tunnels.recheck(change)));
    }

    @Override
    public void missed() {
      passes.forgetAll();
      blocking.execute(() -> recheck(tunnels::recheckAll));
    }

    private static void recheck(Runnable check) {
      try {
        check.run();
      } catch (RuntimeException e) {
        log.atWarn().setCause(e).log("open connections to tools could not be checked");
      }
    }
  }
}
