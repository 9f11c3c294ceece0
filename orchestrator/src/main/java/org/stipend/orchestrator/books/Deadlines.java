package org.stipend.orchestrator.books;

import static java.util.stream.Collectors.toSet;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.stipend.cost.Payer;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.WorkspaceId;
import org.stipend.orchestrator.payer.PayerTable;
import org.stipend.orchestrator.payer.PoolLocks;

/**
 * What happens to a pool at its instants. An early, late, doubled, lost or stale call leaves the
 * same books: events are booked at their own instants, never at "now".
 */
@Component
final class Deadlines {

  private static final Logger log = LoggerFactory.getLogger(Deadlines.class);
  private static final int SWEEP_LIMIT = 500;

  private final PoolBooks books;
  private final PoolTable rows;
  private final PoolLocks locks;
  private final PayerTable payers;
  private final ObjectProvider<CreditStops> stops; // runtimes stand above
  private final TransactionTemplate transactions;
  private final PoolRounds rounds;
  private final Timer lag;

  Deadlines(
      PoolBooks books,
      PoolTable rows,
      PoolLocks locks,
      PayerTable payers,
      ObjectProvider<CreditStops> stops,
      TransactionTemplate transactions,
      PoolRounds rounds,
      MeterRegistry meters) {
    this.books = books;
    this.rows = rows;
    this.locks = locks;
    this.payers = payers;
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
      locks.lock(pool);
      PoolRow row = rows.get(pool);
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
    return rounds.go(rows.overdue(now.minus(grace), SWEEP_LIMIT), overdue -> happen(overdue, now));
  }

  /** Whatever is due by now; nothing when it is too early. */
  private PoolRow happen(PoolRow row, Instant now) {
    if (row.deadline() == null || row.deadline().isAfter(now)) {
      return row;
    }
    boolean stop = stopsMachines(row, now);
    if (stop) {
      stops.getObject().stopMachines(onCredit(row.owner(), now), now);
    }
    PoolRow after = books.take(stop ? row.ordered(true) : row, now, true);
    Instant ended = after.standing().endedAt();
    if (row.standing().pays() && ended != null) {
      lag.record(Duration.between(ended, now));
      log.atInfo()
          .addKeyValue("researcher", row.owner())
          .addKeyValue("endedAt", ended)
          .log("Credit is {}", after.standing().status());
    }
    return after;
  }

  private static boolean stopsMachines(PoolRow row, Instant now) {
    Instant at = row.machinesStopAt();
    return at != null && !at.isAfter(now) && !row.stopOrdered();
  }

  private Set<WorkspaceId> onCredit(ResearcherId pool, Instant now) {
    return payers.settledBy(pool).entrySet().stream()
        .filter(bound -> bound.getValue().at(now).orElseThrow() instanceof Payer.CreditPool)
        .map(Map.Entry::getKey)
        .collect(toSet());
  }
}
