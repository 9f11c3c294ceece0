package org.stipend.orchestrator.access;

import java.time.Instant;
import org.stipend.cost.WorkspaceId;

/** Told in the transaction in which a workspace is deleted, when nothing new can begin in it. */
public interface Deletions {

  void deleted(WorkspaceId workspace, Instant now);
}
