package org.stipend.orchestrator.books;

import java.time.Instant;
import java.util.Set;
import org.stipend.cost.WorkspaceId;

/** How the end of credit reaches the machines. Declared here, implemented by the runtimes. */
public interface CreditStops {

  /**
   * Wants every running runtime of workspaces stopped because credit ends: desired state,
   * generation and poke, inside the caller's transaction.
   */
  void stopMachines(Set<WorkspaceId> workspaces, Instant now);
}
