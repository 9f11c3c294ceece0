package org.stipend.orchestrator.access;

import java.time.Instant;
import java.util.UUID;
import org.stipend.cost.WorkspaceId;

/** Told in the transaction in which somebody loses the right to work in a workspace, or gets it. */
public interface Departures {

  void mayNoLongerWork(UUID person, WorkspaceId workspace, Instant now);

  /** For the first time, or after a departure. */
  default void mayWorkAgain(UUID person, WorkspaceId workspace) {}
}
