package org.stipend.orchestrator.runtime;

import java.time.Instant;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.stipend.cost.WorkspaceId;
import org.stipend.orchestrator.books.CreditStops;

/** Stops what a pool can no longer pay. Nothing is deleted. */
@Component
final class PoolStops implements CreditStops {

  private final RuntimeTable table;
  private final Lives lives;

  PoolStops(RuntimeTable table, Lives lives) {
    this.table = table;
    this.lives = lives;
  }

  @Override
  public void stopMachines(Set<WorkspaceId> workspaces, Instant now) {
    Happening stop = new Happening.ToStop(Cause.CREDIT);
    for (RuntimeRow row : table.lockWantedRunning(workspaces)) {
      lives.goOn(row, Life.after(row, stop, now), now);
    }
  }
}
