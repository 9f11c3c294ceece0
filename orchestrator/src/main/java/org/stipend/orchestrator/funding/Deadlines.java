package org.stipend.orchestrator.funding;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.funding.Standing;
import org.stipend.cost.time.Interval;

/**
 * What happens to a pool at its instants. An early, late, doubled, lost or stale call leaves the
 * same books: events are booked at their own instants, never at "now".
 */
@Component
final class Deadlines {

  private static final Logger log = LoggerFactory.getLogger(Deadlines.class);
  private static final int SWEEP_LIMIT = 500;

  private final PoolBooks books;
  private final PoolRows rows;
  private final ObjectProvider<CreditStops> stops; // runtimes stand above funding
  private final TransactionTemplate transactions;
  private final PoolRounds rounds;
  private final Timer lag;

  Deadlines(
      PoolBooks books,
      PoolRows rows,
      ObjectProvider<CreditStops> stops,
      TransactionTemplate transactions,
      PoolRounds rounds,
      MeterRegistry meters) {
    this.books = books;
    this.rows = rows;
    this.stops = stops;
    this.transactions = transactions;
    this.rounds = rounds;
    this.lag =
        Timer.builder("stipend.exhaustion.lag")
            .description("From the end of a credit to when it was booked")
            .register(meters);
  }

  /** One transaction; a stale epoch changes nothing and learns the current deadline. */
  public DeadlineView onDeadline(ResearcherId pool, long epoch, Instant now) {
    return transactions.execute(status -> {
      PoolRow row = rows.lock(pool);
      return row.epoch() == epoch ? happen(row, now).view() : row.view();
    });
  }

  public DeadlineView current(ResearcherId pool) {
    return rows.find(pool)
        .map(PoolRow::view)
        .orElseThrow(() -> new IllegalArgumentException(pool + " has no credit pool"));
  }

  /** Looks after pools whose deadline passed longer than {@code grace} ago; how many it did. */
  public int sweep(Instant now, Duration grace) {
    return rounds.go(
        SWEEP_LIMIT,
        except -> rows.lockOverdue(now.minus(grace), except),
        overdue -> happen(overdue, now));
  }

  /** Whatever is due by now; nothing when it is too early. */
  private PoolRow happen(PoolRow row, Instant now) {
    if (row.deadline() == null || row.deadline().isAfter(now)) {
      return row;
    }
    boolean stop = stopsMachines(row, now);
    if (stop) {
      stops.getObject().stopMachines(row.owner(), "CREDIT", now);
    }
    PoolRow after =
        books.change(stop ? row.withStopOrdered() : row, now, sitting -> passEvents(sitting, now));
    if (row.standing() == Standing.ACTIVE && after.endedAt() != null) {
      lag.record(Duration.between(after.endedAt(), now));
      log.atInfo()
          .addKeyValue("researcher", row.owner())
          .addKeyValue("endedAt", after.endedAt())
          .log("Credit is {}", after.standing());
    }
    return after;
  }

  private static boolean stopsMachines(PoolRow row, Instant now) {
    Instant at = row.machinesStopAt();
    return at != null && !at.isAfter(now) && !row.stopOrdered();
  }

  private static void passEvents(Sitting sitting, Instant now) {
    Instant second = Interval.floor(now);
    for (Optional<Instant> next = sitting.nextEvent();
        next.isPresent() && !next.get().isAfter(second);
        next = sitting.nextEvent()) {
      sitting.pass(next.get());
    }
  }
}
