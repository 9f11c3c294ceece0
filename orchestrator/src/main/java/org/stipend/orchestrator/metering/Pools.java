package org.stipend.orchestrator.metering;

import java.time.Instant;
import org.stipend.cost.ResearcherId;

/**
 * What a credit pool has to know about usage. Declared here, kept by funding; always inside the
 * transaction that changes the usage.
 */
public interface Pools {

  /** Nobody else touches this pool's money until the transaction ends. */
  void lock(ResearcherId pool);

  /** Usage was added that burns from an instant on, past or future. */
  void opened(ResearcherId pool, Instant since);

  /** Usage ended or was corrected: what was known before an instant still holds. */
  void closed(ResearcherId pool, Instant since);
}
