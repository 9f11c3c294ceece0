package org.stipend.orchestrator.funding;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.stipend.cost.ResearcherId;

/**
 * One pool after another, each in a transaction of its own. A pool whose turn fails is passed over
 * until the next round: it must not keep the others waiting.
 */
@Component
final class PoolRounds {

  private static final Logger log = LoggerFactory.getLogger(PoolRounds.class);

  private final TransactionTemplate transactions;

  PoolRounds(TransactionTemplate transactions) {
    this.transactions = transactions;
  }

  /**
   * @param next locks the next pool that is none of these; empty when nobody waits any more
   * @return how many had their turn
   */
  int go(int limit, Function<Set<ResearcherId>, Optional<PoolRow>> next, Consumer<PoolRow> turn) {
    Set<ResearcherId> failed = new HashSet<>();
    int done = 0;
    while (done + failed.size() < limit) {
      AtomicReference<ResearcherId> whose = new AtomicReference<>();
      try {
        transactions.executeWithoutResult(status ->
            next.apply(failed)
                .ifPresent(row -> {
                  whose.set(row.owner());
                  turn.accept(row);
                }));
        if (whose.get() == null) {
          return done;
        }
        done++;
      } catch (RuntimeException e) {
        if (whose.get() == null) {
          throw e;
        }
        failed.add(whose.get());
        log.atError()
            .addKeyValue("researcher", whose.get())
            .setCause(e)
            .log("A credit pool is passed over and tried again later");
      }
    }
    return done;
  }
}
