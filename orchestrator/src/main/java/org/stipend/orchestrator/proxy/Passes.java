package org.stipend.orchestrator.proxy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.stipend.cost.RuntimeId;
import org.stipend.orchestrator.change.Change;

/**
 * Passes as they were read last, so that not every picture on a page asks the database. One is
 * believed until a change of its runtime, person or workspace is heard, and at most for a minute;
 * while changes cannot be heard, for a moment only.
 */
final class Passes {

  private static final Duration WITHOUT_NEWS = Duration.ofSeconds(2);

  private final ToolSessions sessions;
  private final InstantSource clock;
  private final Duration believed;
  private final BooleanSupplier hearsChanges;
  private final Map<Token.Hash, Pass> known = new ConcurrentHashMap<>();

  /** Counts what was forgotten: a pass read before that must not be remembered after it. */
  private volatile long forgotten;

  Passes(
      ToolSessions sessions, InstantSource clock, Duration believed, BooleanSupplier hearsChanges) {
    this.sessions = sessions;
    this.clock = clock;
    this.believed = believed;
    this.hearsChanges = hearsChanges;
  }

  /** Empty: ask {@link #check}, which blocks. */
  Optional<Pass> remembered(Token.Hash cookie, RuntimeId runtime) {
    Pass pass = known.get(cookie);
    if (pass == null || !pass.runtime().equals(runtime)) {
      return Optional.empty();
    }
    Duration trust = hearsChanges.getAsBoolean() ? believed : WITHOUT_NEWS;
    return pass.isFresh(clock.instant(), trust) ? Optional.of(pass) : Optional.empty();
  }

  Optional<Pass> check(Token.Hash cookie, RuntimeId runtime) {
    long before = forgotten;
    Instant now = clock.instant();
    Optional<Pass> pass = sessions.pass(cookie, runtime, now);
    if (pass.isEmpty()) {
      known.remove(cookie);
      return pass;
    }
    sessions.keepSignedIn(cookie, now);
    synchronized (this) {
      if (before == forgotten) {
        known.put(cookie, pass.get());
      }
    }
    return pass;
  }

  synchronized void forget(Change change) {
    forgotten++;
    known.values().removeIf(pass -> concerns(change, pass));
  }

  synchronized void forgetAll() {
    forgotten++;
    known.clear();
  }

  /** Drops what nobody will ask for again. */
  void sweep() {
    Instant now = clock.instant();
    known.values().removeIf(pass -> !pass.isFresh(now, believed));
  }

  static boolean concerns(Change change, Pass pass) {
    return switch (change.kind()) {
      case RUNTIME -> pass.runtime().value().equals(change.id());
      case WORKSPACE -> pass.workspace().value().equals(change.id());
      case PERSON -> pass.person().equals(change.id());
      case DISK, CREDIT, BILLING_ACCOUNT, NOTICE -> false;
    };
  }
}
