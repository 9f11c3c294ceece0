package org.stipend.orchestrator.access;

import java.time.Instant;
import java.util.UUID;
import org.stipend.cost.WorkspaceId;

/** Told in the transaction in which somebody loses the right to work in a workspace. */
public interface Departures {

  void mayNoLongerWork(UUID person, WorkspaceId workspace, Instant now);
}
