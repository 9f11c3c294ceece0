package org.stipend.orchestrator.catalog;

import java.time.Instant;
import java.util.Set;
import org.stipend.cost.price.SkuKey;

/**
 * What the books have to know about prices. Declared here, kept by them; always inside the
 * transaction that changes the prices.
 */
public interface PricesChanged {

  /**
   * Nobody rates anything until the transaction ends. Answers the first second of which nothing is
   * rated yet, by anybody's clock.
   */
  Instant hold();

  /** What goes on now, or is not settled to its end. */
  Set<SkuKey> inUse();

  /**
   * There are other prices from an instant on, past or future but never before {@link #hold}: what
   * was foreseen has to be worked out anew.
   */
  void from(Instant effective);
}
