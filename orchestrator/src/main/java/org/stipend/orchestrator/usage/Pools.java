package org.stipend.orchestrator.usage;

import java.time.Instant;
import org.stipend.cost.ResearcherId;

/**
 * Who has to know about usage: the books of the pool that settles it. Declared here, kept there;
 * inside the transaction that changes the usage, which holds the pool's lock.
 */
public interface Pools {

  /** Usage began at an instant, past or future. */
  void began(ResearcherId pool, Instant since);

  /** Usage ended or was corrected: what was known before an instant still holds. */
  void changed(ResearcherId pool, Instant since);
}
