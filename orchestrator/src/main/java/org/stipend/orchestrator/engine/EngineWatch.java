package org.stipend.orchestrator.engine;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.application.DiskSpaceHealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whether what people order is also being done. Looks every two seconds in the background, so that
 * nobody who asks has to wait for what may not answer.
 */
@Component
public final class EngineWatch implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(EngineWatch.class);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(2);
  private static final Duration ASK_FOR_WORKERS_EVERY = Duration.ofSeconds(10);

  /** A poke older than this is not merely on its way. */
  private static final Duration LATE = Duration.ofSeconds(5);

  /**
   * What the last look showed.
   *
   * @param pollers how many workers wait at each queue: none while they find back to Temporal
   * @param database whether the database answers: without it nothing is accepted
   * @param diskFull whether the disk that all of them write to has no space left, where they are on
   *     this computer
   */
  public record Sight(
      boolean temporal,
      Map<String, Integer> pollers,
      boolean late,
      boolean database,
      boolean diskFull) {

    /** True while commands are accepted but their effects wait. */
    public boolean delayed() {
      return !temporal || late || unpolled() > 0;
    }

    /** Whether every queue is known to have somebody who polls it. */
    public boolean hasWorkers() {
      return !pollers.isEmpty() && unpolled() == 0;
    }

    /** Whether people are told the same. */
    boolean readsLike(Sight other) {
      return delayed() == other.delayed()
          && database == other.database
          && diskFull == other.diskFull;
    }

    long unpolled() {
      return pollers.values().stream().filter(count -> count == 0).count();
    }
  }

  private final Temporal temporal;
  private final JdbcClient jdbc;
  private final InstantSource clock;
  private final Optional<DiskSpaceHealthIndicator> disk;
  private final List<Consumer<Sight>> listeners = new CopyOnWriteArrayList<>();

  private volatile Sight sight = new Sight(true, Map.of(), false, true, false);
  private Instant workersAskedAt = Instant.EPOCH;
  private @Nullable ScheduledExecutorService looking;

  EngineWatch(
      Temporal temporal,
      JdbcClient jdbc,
      InstantSource clock,
      Optional<DiskSpaceHealthIndicator> disk) {
    this.temporal = temporal;
    this.jdbc = jdbc;
    this.clock = clock;
    this.disk = disk;
  }

  /** See {@link Sight#delayed}. */
  public boolean delayed() {
    return sight.delayed();
  }

  /** Tells of every change of what people have to know. */
  public void onChange(Consumer<Sight> listener) {
    listeners.add(listener);
  }

  public Sight sight() {
    return sight;
  }

  void look() {
    Instant now = clock.instant();
    boolean answers = temporal.answers();
    Map<String, Integer> pollers = sight.pollers();
    if (!answers) {
      pollers = Map.of();
      workersAskedAt = Instant.EPOCH;
    } else if (!now.isBefore(workersAskedAt.plus(askEvery(sight)))) {
      pollers = temporal.pollers(now);
      workersAskedAt = now;
    }
    Sight before = sight;
    sight = withDatabase(now, new Sight(answers, pollers, before.late(), true, diskFull()));
    if (!before.readsLike(sight)) {
      log.atWarn()
          .addKeyValue("temporal", answers)
          .addKeyValue("database", sight.database())
          .addKeyValue("diskFull", sight.diskFull())
          .log(sight.delayed() ? "effects of commands wait" : "effects of commands do not wait");
      listeners.forEach(listener -> listener.accept(sight));
    }
  }

  /** While some are missing, they are expected any moment. */
  private static Duration askEvery(Sight sight) {
    return sight.hasWorkers() ? ASK_FOR_WORKERS_EVERY : LOOK_EVERY;
  }

  private Sight withDatabase(Instant now, Sight seen) {
    try {
      boolean late =
          jdbc.sql("SELECT EXISTS (SELECT FROM outbox WHERE due_at < :late)")
              .param("late", Timestamp.from(now.minus(LATE)))
              .query(Boolean.class)
              .single();
      return new Sight(seen.temporal(), seen.pollers(), late, true, seen.diskFull());
    } catch (DataAccessException e) {
      return new Sight(seen.temporal(), seen.pollers(), seen.late(), false, seen.diskFull());
    }
  }

  private boolean diskFull() {
    return disk.map(it -> it.health().getStatus()).filter(Status.DOWN::equals).isPresent();
  }

  @Override
  public synchronized void start() {
    looking =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("engine-watch").factory());
    looking.scheduleWithFixedDelay(
        this::lookSafely, 0, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void lookSafely() {
    try {
      look();
    } catch (RuntimeException e) {
      log.atWarn().setCause(e).log("could not look after the engine");
    }
  }

  @Override
  public synchronized void stop() {
    if (looking != null) {
      looking.shutdownNow();
      looking = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return looking != null;
  }
}
