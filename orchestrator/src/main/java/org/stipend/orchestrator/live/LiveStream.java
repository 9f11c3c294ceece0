package org.stipend.orchestrator.live;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.stipend.orchestrator.access.Caller;
import org.stipend.orchestrator.change.Change;
import org.stipend.orchestrator.engine.EngineWatch.Sight;

/**
 * One tab's stream. What it is to be told waits in a set, so that a change which happens again
 * before a slow tab has heard of it is told once.
 */
final class LiveStream {

  private static final int MOST_WAITING = 1000;

  private final SseEmitter emitter;
  private final Supplier<Optional<Caller>> signIn;
  private final InstantSource clock;
  private final Duration heartbeat;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private final Set<Change> waiting = new LinkedHashSet<>();

  private volatile Caller caller;
  private @Nullable Sight sight;
  private boolean doubted;
  private boolean closed;

  /**
   * @param signIn blocks; empty once the sign-in this was opened with has ended
   */
  LiveStream(
      SseEmitter emitter,
      Caller caller,
      Supplier<Optional<Caller>> signIn,
      InstantSource clock,
      Duration heartbeat) {
    this.emitter = emitter;
    this.caller = caller;
    this.signIn = signIn;
    this.clock = clock;
    this.heartbeat = heartbeat;
  }

  Caller caller() {
    return caller;
  }

  void tell(Change change) {
    locked(() -> {
      waiting.add(change);
      // who cannot keep up starts anew: after a reconnection a page reads everything
      closed |= waiting.size() > MOST_WAITING;
    });
  }

  void tell(Sight now) {
    locked(() -> sight = now);
  }

  /** Something happened to the person: looks at the sign-in before the next word. */
  void doubt() {
    locked(() -> doubted = true);
  }

  void close() {
    locked(() -> closed = true);
  }

  /** Tells until the tab goes, the sign-in ends or the process stops. */
  void run() {
    try {
      send("hello", Map.of("serverTime", clock.instant().toString()));
      while (true) {
        Turn turn = next();
        if (turn.closed() || turn.look() && !isSignedIn()) {
          break;
        }
        tell(turn);
      }
      emitter.complete();
    } catch (IOException | IllegalStateException e) {
      emitter.complete(); // the tab has gone
    } catch (InterruptedException e) {
      emitter.complete();
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      emitter.completeWithError(e);
    }
  }

  private void tell(Turn turn) throws IOException {
    if (turn.sight() != null) {
      Sight sight = turn.sight();
      send(
          "status",
          Map.of(
              "delayed", sight.delayed(),
              "databaseAway", !sight.database(),
              "diskFull", sight.diskFull()));
    }
    for (Change change : turn.changes()) {
      send("change", Map.of("kind", change.kind().name(), "id", change.id().toString()));
    }
    if (turn.silent()) {
      emitter.send(SseEmitter.event().comment("alive"));
    }
  }

  private boolean isSignedIn() {
    try {
      Optional<Caller> now = signIn.get();
      now.ifPresent(found -> caller = found);
      return now.isPresent();
    } catch (DataAccessException e) {
      doubt(); // while the database is away there is no news either
      return true;
    }
  }

  private Turn next() throws InterruptedException {
    lock.lock();
    try {
      long left = heartbeat.toNanos();
      while (waiting.isEmpty() && sight == null && !doubted && !closed && left > 0) {
        left = news.awaitNanos(left);
      }
      var turn = new Turn(new ArrayList<>(waiting), sight, doubted || left <= 0, left <= 0, closed);
      waiting.clear();
      sight = null;
      doubted = false;
      return turn;
    } finally {
      lock.unlock();
    }
  }

  private void locked(Runnable change) {
    lock.lock();
    try {
      change.run();
      news.signal();
    } finally {
      lock.unlock();
    }
  }

  private void send(String name, Map<String, Object> data) throws IOException {
    emitter.send(SseEmitter.event().name(name).data(data, MediaType.APPLICATION_JSON));
  }

  /**
   * @param look whether the sign-in has to be looked at
   * @param silent whether nothing was said for a while
   */
  private record Turn(
      List<Change> changes, @Nullable Sight sight, boolean look, boolean silent, boolean closed) {}
}
