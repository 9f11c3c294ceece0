package org.stipend.orchestrator.payer;

import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.stipend.cost.ResearcherId;
import org.stipend.orchestrator.web.Problem;

/**
 * Whose turn it is, in this process, to work on a pool. A turn is taken before a database
 * transaction is begun: whoever waits for a busy pool holds no connection that others need. The
 * lines are as long as can be served in time; who finds one full, or waited for too long, is told
 * to come again.
 *
 * <p>Turns keep a pool from getting in the way of others. That two never touch its money at once is
 * promised by {@link PoolLocks}, also between processes.
 */
@Component
public final class PoolTurns {

  private static final ScopedValue<ResearcherId> OWN = ScopedValue.newInstance();

  private final Map<ResearcherId, Line> lines = new ConcurrentHashMap<>();

  /**
   * How long somebody waits, and how many of a kind may be there at once. Reports come again by
   * themselves and hold a worker while they wait, so they wait shortly. A deadline outwaits whoever
   * may stand before it: all of them have had their turn or have given up by then.
   */
  enum Patience {
    PERSON(Duration.ofSeconds(5), 50),
    REPORT(Duration.ofSeconds(2), 16),
    DEADLINE(Duration.ofSeconds(15), 2);

    final Duration longest;
    private final int most;

    Patience(Duration longest, int most) {
      this.longest = longest;
      this.most = most;
    }
  }

  /**
   * For somebody who waits for an answer.
   *
   * @throws Problem {@code POOL_BUSY}
   */
  public <T> T ofPerson(ResearcherId pool, Supplier<T> work) {
    return take(pool, Patience.PERSON, work);
  }

  /** For news; refused, it is brought again in a few seconds, not by all at the same moment. */
  public void ofReport(ResearcherId pool, Runnable work) {
    orLater(
        pool,
        Patience.REPORT,
        () -> {
          work.run();
          return true;
        });
  }

  /** For what happens to the pool itself: however many wait, it comes to its turn. */
  public <T> T ofDeadline(ResearcherId pool, Supplier<T> work) {
    return orLater(pool, Patience.DEADLINE, work);
  }

  private <T> T orLater(ResearcherId pool, Patience patience, Supplier<T> work) {
    try {
      return take(pool, patience, work);
    } catch (Problem busy) {
      if (!busy.code().equals(PoolBusy.CODE)) {
        throw busy;
      }
      throw ApplicationFailure.newBuilder()
          .setType(busy.code())
          .setMessage("The pool of %s is busy".formatted(pool))
          .setCategory(ApplicationErrorCategory.BENIGN)
          .setNextRetryDelay(Duration.ofMillis(ThreadLocalRandom.current().nextLong(1_000, 6_000)))
          .build();
    }
  }

  private <T> T take(ResearcherId pool, Patience patience, Supplier<T> work) {
    if (OWN.isBound()) {
      return again(pool, work);
    }
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("a turn is taken before the transaction it is for");
    }
    Line line = lines.compute(pool, (key, known) -> Line.joined(known, patience));
    try {
      line.await(patience);
      try {
        return ScopedValue.where(OWN, pool).call(work::get);
      } finally {
        line.turn.release();
      }
    } finally {
      lines.computeIfPresent(pool, (key, known) -> known.left(patience) ? null : known);
    }
  }

  /** Who has the turn has it; nobody takes two, so that no two wait for each other. */
  private static <T> T again(ResearcherId pool, Supplier<T> work) {
    if (!OWN.get().equals(pool)) {
      throw new IllegalStateException("%s has a turn and asks for %s".formatted(OWN.get(), pool));
    }
    return work.get();
  }

  int waitingFor(ResearcherId pool) {
    Line line = lines.get(pool);
    return line == null ? 0 : line.turn.getQueueLength();
  }

  /** How many pools somebody works on or waits for. */
  int size() {
    return lines.size();
  }

  /** Those at work on one pool and waiting for it; counted inside the map's own lock. */
  private static final class Line {

    final Semaphore turn = new Semaphore(1, true);
    private final Map<Patience, Integer> present = new EnumMap<>(Patience.class);

    static Line joined(@Nullable Line known, Patience patience) {
      Line line = known == null ? new Line() : known;
      if (line.present.getOrDefault(patience, 0) > patience.most) {
        throw PoolBusy.lineFull();
      }
      line.present.merge(patience, 1, Integer::sum);
      return line;
    }

    void await(Patience patience) {
      try {
        if (!turn.tryAcquire(patience.longest.toMillis(), TimeUnit.MILLISECONDS)) {
          throw PoolBusy.waitedTooLong();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw PoolBusy.waitedTooLong();
      }
    }

    /** True when nobody is left. */
    boolean left(Patience patience) {
      present.merge(patience, -1, (now, change) -> now + change == 0 ? null : now + change);
      return present.isEmpty();
    }
  }
}
