package org.stipend.orchestrator.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
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
  private static final Duration FOR_THE_REST = Duration.ofSeconds(10);
  private static final Duration LOOK_AROUND = Duration.ofSeconds(5);

  private final ProxySettings settings;
  private final Passes passes;
  private final Tunnels tunnels;
  private final Pages pages;
  private final Gate gate;
  private final ExecutorService blocking;
  private @Nullable ScheduledExecutorService watch;
  private @Nullable FrontDoor door;

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
    this.pages = new Pages(json);
    this.gate =
        new Gate(
            origins,
            console,
            sessions,
            tokens,
            passes,
            tunnels,
            pages,
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
    FrontDoor open = door;
    return open == null ? 0 : open.statistics().getBytesSent();
  }

  long bytesReceived() {
    FrontDoor open = door;
    return open == null ? 0 : open.statistics().getBytesReceived();
  }

  @Override
  public synchronized void start() {
    try {
      door = new FrontDoor(settings, gate, pages, FOR_THE_REST);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
    if (door != null) {
      tunnels.closeAll();
      door.close();
      door = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return door != null;
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
