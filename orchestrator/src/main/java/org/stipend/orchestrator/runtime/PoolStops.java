package org.stipend.orchestrator.runtime;

import java.time.Instant;
import org.springframework.stereotype.Component;
import org.stipend.cost.ResearcherId;
import org.stipend.orchestrator.funding.CreditStops;

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
  public void stopMachines(ResearcherId pool, String cause, Instant now) {
    Happening stop = new Happening.ToStop(Cause.valueOf(cause));
    for (RuntimeRow row : table.lockWantedRunning(pool)) {
      lives.goOn(row, Life.after(row, stop, now), now);
    }
  }
}
