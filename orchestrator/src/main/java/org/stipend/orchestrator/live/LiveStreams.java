package org.stipend.orchestrator.live;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.stipend.orchestrator.access.Caller;
import org.stipend.orchestrator.change.Change;
import org.stipend.orchestrator.change.ChangeFeed;
import org.stipend.orchestrator.change.Kind;
import org.stipend.orchestrator.engine.EngineWatch;
import org.stipend.orchestrator.web.Problem;

/**
 * All open streams of this process. Changes are gathered for a moment, then told to who may hear.
 */
@Component
final class LiveStreams implements SmartLifecycle, ChangeFeed.Subscriber {

  private static final Logger log = LoggerFactory.getLogger(LiveStreams.class);

  private final Audience audience;
  private final SignIns signIns;
  private final EngineWatch engine;
  private final LiveSettings settings;
  private final InstantSource clock;
  private final Set<LiveStream> open = ConcurrentHashMap.newKeySet();
  private final Set<Change> gathered = new LinkedHashSet<>();
  private @Nullable ScheduledExecutorService teller;

  LiveStreams(
      Audience audience,
      SignIns signIns,
      EngineWatch engine,
      ChangeFeed feed,
      LiveSettings settings,
      InstantSource clock,
      MeterRegistry meters) {
    this.audience = audience;
    this.signIns = signIns;
    this.engine = engine;
    this.settings = settings;
    this.clock = clock;
    feed.subscribe(this);
    engine.onChange(sight -> open.forEach(stream -> stream.tell(sight)));
    Gauge.builder("stipend.live.streams", open, Set::size)
        .description("open event streams: tabs that are kept up to date")
        .register(meters);
  }

  SseEmitter open(Caller caller, SignInProof proof) {
    var emitter = new SseEmitter(0L);
    var stream =
        new LiveStream(
            emitter,
            caller,
            () -> signIns.check(caller.id(), proof, clock.instant()),
            clock,
            settings.heartbeat());
    admit(stream);
    emitter.onCompletion(stream::close);
    emitter.onError(gone -> stream.close());
    stream.tell(engine.sight());
    Thread.ofVirtual()
        .name("live-" + caller.id())
        .start(() -> {
          try {
            stream.run();
          } finally {
            open.remove(stream);
          }
        });
    return emitter;
  }

  private synchronized void admit(LiveStream stream) {
    if (teller == null) {
      throw new Problem(
          HttpStatus.SERVICE_UNAVAILABLE,
          "STOPPING",
          "This process is being stopped.",
          "Connect again in a moment.");
    }
    UUID person = stream.caller().id();
    long theirs = open.stream().filter(other -> other.caller().id().equals(person)).count();
    if (theirs >= settings.streamsPerPerson() || open.size() >= settings.streams()) {
      throw new Problem(
          HttpStatus.TOO_MANY_REQUESTS,
          "TOO_MANY_STREAMS",
          "Too many pages are being kept up to date at once.",
          "Close some tabs; this one can be reloaded by hand meanwhile.");
    }
    open.add(stream);
  }

  @Override
  public synchronized void changed(Change change) {
    if (change.kind() == Kind.PERSON) {
      open.stream()
          .filter(stream -> stream.caller().id().equals(change.id()))
          .forEach(LiveStream::doubt);
    }
    if (teller == null || open.isEmpty()) {
      return;
    }
    if (gathered.isEmpty()) {
      teller.schedule(this::tell, settings.gather().toMillis(), TimeUnit.MILLISECONDS);
    }
    gathered.add(change);
  }

  /** Pages read everything anew after a reconnection. */
  @Override
  public void missed() {
    open.forEach(LiveStream::close);
  }

  private void tell() {
    try {
      Map<Change, Set<UUID>> concerned = audience.of(take());
      concerned.forEach((change, people) ->
          open.stream()
              .filter(stream -> Audience.hears(stream.caller(), change, people))
              .forEach(stream -> stream.tell(change)));
    } catch (DataAccessException e) {
      log.atWarn().setCause(e).log("changes could not be told; pages connect again");
      missed();
    }
  }

  private synchronized Set<Change> take() {
    Set<Change> taken = new LinkedHashSet<>(gathered);
    gathered.clear();
    return taken;
  }

  @Override
  public synchronized void start() {
    teller =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("live-teller").factory());
  }

  @Override
  public synchronized void stop() {
    if (teller != null) {
      teller.shutdownNow();
      teller = null;
    }
    open.forEach(LiveStream::close);
  }

  @Override
  public synchronized boolean isRunning() {
    return teller != null;
  }

  /** First to stop: the web server would wait for open streams. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }
}
