package org.stipend.orchestrator.runtime;

import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.stipend.cost.WorkspaceId;
import org.stipend.orchestrator.access.Departures;

/** Whoever may no longer work somewhere has nothing running there. */
@Component
final class MachinesOfFormerMembers implements Departures {

  private final RuntimeTable table;
  private final Lives lives;

  MachinesOfFormerMembers(RuntimeTable table, Lives lives) {
    this.table = table;
    this.lives = lives;
  }

  @Override
  public void mayNoLongerWork(UUID person, WorkspaceId workspace, Instant now) {
    Happening stop = new Happening.ToStop(Cause.MEMBERSHIP);
    for (RuntimeRow row : table.lockWantedRunning(person, workspace)) {
      lives.goOn(row, Life.after(row, stop, now), now);
    }
  }
}
