package org.stipend.orchestrator.books;

import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.stipend.cost.ResearcherId;
import org.stipend.orchestrator.payer.PoolLocks;

/**
 * One pool after another, each in a transaction of its own. A pool whose turn fails, and one that
 * somebody is at work on, is passed over until the next round: it must not keep the others waiting.
 * One whose books are the cause is parked.
 */
@Component
final class PoolRounds {

  private static final Logger log = LoggerFactory.getLogger(PoolRounds.class);

  private final TransactionTemplate transactions;
  private final PoolLocks locks;
  private final PoolTable pools;
  private final ProofRounds proofs;

  PoolRounds(
      TransactionTemplate transactions, PoolLocks locks, PoolTable pools, ProofRounds proofs) {
    this.transactions = transactions;
    this.locks = locks;
    this.pools = pools;
    this.proofs = proofs;
  }

  /**
   * @return how many had their turn
   */
  int go(List<ResearcherId> waiting, Consumer<PoolRow> turn) {
    return (int) waiting.stream().filter(pool -> hadItsTurn(pool, turn)).count();
  }

  private boolean hadItsTurn(ResearcherId pool, Consumer<PoolRow> turn) {
    try {
      return Boolean.TRUE.equals(
          transactions.execute(status -> {
            boolean free = locks.tryLock(pool);
            if (free) {
              turn.accept(pools.get(pool));
            }
            return free;
          }));
    } catch (RuntimeException e) {
      log.atError()
          .addKeyValue("researcher", pool)
          .setCause(e)
          .log("A credit pool is passed over and tried again later");
      if (PoolProof.isForTheBooks(e)) {
        proofs.doubt(pool);
      }
      return false;
    }
  }
}
