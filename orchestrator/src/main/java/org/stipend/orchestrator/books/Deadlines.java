package org.stipend.orchestrator.books;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.stipend.cloud.machine.LimitMachine;
import org.stipend.cost.ResearcherId;
import org.stipend.orchestrator.books.workflow.EndToMove;
import org.stipend.orchestrator.payer.PayerTimelines;
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
  private final PoolTable pools;
  private final PoolLocks locks;
  private final PayerTimelines payers;
  private final OwnEnds ownEnds;
  private final ObjectProvider<CreditMachines> machines; // runtimes stand above
  private final TransactionTemplate transactions;
  private final PoolRounds rounds;
  private final Timer lag;

  Deadlines(
      PoolBooks books,
      PoolTable pools,
      PoolLocks locks,
      PayerTimelines payers,
      OwnEnds ownEnds,
      ObjectProvider<CreditMachines> machines,
      TransactionTemplate transactions,
      PoolRounds rounds,
      MeterRegistry meters) {
    this.books = books;
    this.pools = pools;
    this.locks = locks;
    this.payers = payers;
    this.ownEnds = ownEnds;
    this.machines = machines;
    this.transactions = transactions;
    this.rounds = rounds;
    this.lag =
        Timer.builder("stipend.exhaustion.lag")
            .description("From the end of a credit to when it was booked")
            .register(meters);
  }

  /** A stale epoch changes nothing and learns the current deadline. */
  public Deadline onDeadline(ResearcherId pool, long epoch, Instant now) {
    inEpoch(pool, epoch, row -> stopMachines(row, now));
    return inEpoch(pool, epoch, row -> happen(row, now)).view();
  }

  private PoolRow inEpoch(ResearcherId pool, long epoch, UnaryOperator<PoolRow> work) {
    return transactions.execute(status -> {
      locks.lock(pool);
      PoolRow row = pools.get(pool);
      return row.epoch() == epoch ? work.apply(row) : row;
    });
  }

  /** The machines that have to be told by now where to end by themselves. */
  public List<EndToMove> endsToMove(ResearcherId pool, Instant now) {
    return ownEnds.due(pools.find(pool).orElseThrow(), now);
  }

  /** They were told. */
  public Deadline endsMoved(ResearcherId pool, List<LimitMachine> done, Instant now) {
    return transactions.execute(status -> {
      locks.lock(pool);
      done.forEach(call -> machines.getObject().endMoved(call, now));
      return books.take(pools.get(pool), now, false).view();
    });
  }

  public Deadline current(ResearcherId pool) {
    return pools
        .find(pool)
        .map(PoolRow::view)
        .orElseThrow(() -> new IllegalArgumentException(pool + " has no credit pool"));
  }

  /** Looks after pools whose deadline passed longer than {@code grace} ago; how many it did. */
  public int sweep(Instant now, Duration grace) {
    List<ResearcherId> overdue = pools.overdue(now.minus(grace), SWEEP_LIMIT);
    rounds.go(overdue, row -> stopMachines(row, now));
    return rounds.go(overdue, row -> happen(row, now));
  }

  /** In a transaction of its own: whatever the books are like, machines stop in time. */
  private PoolRow stopMachines(PoolRow row, Instant now) {
    if (!isToStopMachines(row, now)) {
      return row;
    }
    machines.getObject().stopMachines(payers.endingWithCredit(row.owner(), now), now);
    pools.stopIsOrdered(row.owner());
    return row;
  }

  private static boolean isToStopMachines(PoolRow row, Instant now) {
    Instant at = row.machinesStopAt();
    return at != null && !at.isAfter(now) && !row.stopOrdered();
  }

  /** Whatever is due by now; nothing when it is too early. */
  private PoolRow happen(PoolRow row, Instant now) {
    if (row.deadline() == null || row.deadline().isAfter(now)) {
      return row;
    }
    PoolRow after = books.take(row, now, true);
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
}
