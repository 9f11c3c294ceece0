package org.stipend.orchestrator.funding;

import java.time.Instant;
import org.stipend.cost.ResearcherId;

/** How the end of credit reaches the machines. Declared here, implemented by the runtimes. */
public interface CreditStops {

  /**
   * Wants every running runtime of that pool stopped: desired state, generation and poke, inside
   * the caller's transaction.
   */
  void stopMachines(ResearcherId pool, String cause, Instant now);
}
