package org.stipend.orchestrator.funding;

import java.time.Instant;
import org.springframework.stereotype.Component;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.WorkspaceId;

/** Who pays for a workspace: one payer at any instant, from its creation on. */
@Component
public final class Bindings {

  /** Inside the transaction that creates the workspace. */
  public void bindToCreator(WorkspaceId workspace, ResearcherId creator, Instant at) {
    throw new UnsupportedOperationException();
  }
}
