package org.stipend.orchestrator.disk;

import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.stipend.cost.WorkspaceId;
import org.stipend.orchestrator.access.Departures;

/** What somebody has where they may no longer work is kept for a time, for the owners to see to. */
@Component
final class DisksOfFormerMembers implements Departures {

  private final Graces graces;

  DisksOfFormerMembers(Graces graces) {
    this.graces = graces;
  }

  @Override
  public void mayNoLongerWork(UUID person, WorkspaceId workspace, Instant now) {
    graces.begin(person, workspace, now);
  }

  @Override
  public void mayWorkAgain(UUID person, WorkspaceId workspace) {
    graces.end(person, workspace);
  }
}
