package org.stipend.orchestrator.books;

import java.time.Instant;
import org.stipend.cost.ResearcherId;

/**
 * Who looks again once a pool was settled. Declared here, implemented above; inside the transaction
 * of the settlement, which holds the pool's lock.
 */
public interface Settled {

  void settled(ResearcherId pool, Instant now);
}
