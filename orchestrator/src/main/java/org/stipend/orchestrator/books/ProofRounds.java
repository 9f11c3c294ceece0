package org.stipend.orchestrator.books;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.time.Interval;
import org.stipend.orchestrator.payer.PoolLocks;

/**
 * Once a day the books of every pool are made anew from its facts, one pool after another, each in
 * a snapshot of its own; those of a pool whose turn failed at once. A pool whose proof fails, or
 * whose books cannot be written, is parked: nothing more is booked on top of what is wrong, while
 * its machines are still stopped in time. One whose proof holds again is released, and what was
 * learned meanwhile is booked.
 */
@Component
final class ProofRounds {

  private static final Logger log = LoggerFactory.getLogger(ProofRounds.class);
  private static final int LONGEST_REASON = 1_000;

  private final PoolTable pools;
  private final PoolProof proof;
  private final PoolBooks books;
  private final PoolLocks locks;
  private final Snapshots snapshots;
  private final TransactionTemplate transactions;
  private final InstantSource clock;

  ProofRounds(
      PoolTable pools,
      PoolProof proof,
      PoolBooks books,
      PoolLocks locks,
      Snapshots snapshots,
      TransactionTemplate transactions,
      InstantSource clock) {
    this.pools = pools;
    this.proof = proof;
    this.books = books;
    this.locks = locks;
    this.snapshots = snapshots;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Scheduled(initialDelayString = "PT10M", fixedDelayString = "P1D")
  void again() {
    try {
      pass();
    } catch (RuntimeException e) {
      log.warn("The books could not be proved, trying again tomorrow: {}", e.toString());
    }
  }

  void pass() {
    pools.all().forEach(this::prove);
  }

  /** What the snapshot says is looked at again under the pool's lock, by whoever then writes. */
  private void prove(ResearcherId pool) {
    try {
      if (snapshots.read(() -> isConspicuous(pools.find(pool).orElseThrow()))) {
        transactions.executeWithoutResult(status -> {
          locks.lock(pool);
          judge(pools.get(pool), clock.instant());
        });
      }
    } catch (RuntimeException e) {
      log.atError()
          .addKeyValue("researcher", pool)
          .setCause(e)
          .log("A credit pool could not be proved and is passed over until tomorrow");
    }
  }

  private boolean isConspicuous(PoolRow row) {
    return row.parked() || proof.wrongBooks(row).isPresent();
  }

  private void judge(PoolRow row, Instant now) {
    Optional<String> wrong = proof.wrongBooks(row);
    if (wrong.isPresent()) {
      park(row.owner(), wrong.get(), now);
    } else if (row.parked()) {
      pools.release(row.owner());
      books.take(pools.get(row.owner()), now, true);
      log.atInfo()
          .addKeyValue("researcher", row.owner())
          .log("A credit pool is released, its proof holds again");
    }
  }

  /** A turn of it failed: are its books the cause? */
  void doubt(ResearcherId pool) {
    prove(pool);
    unwritable(pool)
        .ifPresent(why ->
            transactions.executeWithoutResult(status -> {
              locks.lock(pool);
              park(pool, why, clock.instant());
            }));
  }

  /** Why its books cannot be written up to now: tried, and not done. */
  private Optional<String> unwritable(ResearcherId pool) {
    try {
      transactions.executeWithoutResult(status -> {
        status.setRollbackOnly();
        locks.lock(pool);
        Instant now = clock.instant();
        books.book(pools.get(pool).due(Interval.floor(now)), now);
      });
      return Optional.empty();
    } catch (RuntimeException e) {
      return PoolProof.isForTheBooks(e)
          ? Optional.of("pool %s cannot be booked: %s".formatted(pool, e))
          : Optional.empty();
    }
  }

  private void park(ResearcherId pool, String why, Instant now) {
    String because = shortened(why);
    pools.park(pool, because, now);
    log.atError()
        .addKeyValue("researcher", pool)
        .log("A credit pool is parked, its proof fails: {}", because);
  }

  private static String shortened(String reason) {
    return reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) + "…" : reason;
  }
}
