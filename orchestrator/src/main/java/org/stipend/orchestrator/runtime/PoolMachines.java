package org.stipend.orchestrator.runtime;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.stipend.cloud.Fence;
import org.stipend.cloud.machine.LimitMachine;
import org.stipend.cloud.machine.MachineName;
import org.stipend.cost.RuntimeId;
import org.stipend.cost.WorkspaceId;
import org.stipend.orchestrator.books.CreditMachines;

/** What a pool pays runs as long as it can pay, and no longer. Nothing is deleted. */
@Component
final class PoolMachines implements CreditMachines {

  private final RuntimeTable table;
  private final Lives lives;

  PoolMachines(RuntimeTable table, Lives lives) {
    this.table = table;
    this.lives = lives;
  }

  @Override
  public void stopMachines(Set<WorkspaceId> workspaces, Instant now) {
    stop(workspaces, Cause.CREDIT, now);
  }

  @Override
  public void stopUnpaid(Set<WorkspaceId> workspaces, Instant now) {
    stop(workspaces, Cause.PAYER, now);
  }

  private void stop(Set<WorkspaceId> workspaces, Cause cause, Instant now) {
    Happening stop = new Happening.ToStop(cause);
    for (RuntimeRow row : table.lockWantedRunning(workspaces)) {
      lives.goOn(row, Life.after(row, stop, now), now);
    }
  }

  @Override
  public List<Running> running(Set<WorkspaceId> workspaces) {
    return table.wantedRunning(workspaces).stream()
        .filter(row -> row.machine().isMetered())
        .map(PoolMachines::running)
        .toList();
  }

  private static Running running(RuntimeRow row) {
    MachineRow machine = row.machine();
    return new Running(
        row.asked().place().taskQueue(),
        new Fence(row.id(), machine.run(), 1),
        MachineName.of(row.id(), machine.madeIn()).in(machine.zone()),
        requireNonNull(machine.startedAt()),
        requireNonNull(machine.runsUntil()),
        machine.endsAtLatest());
  }

  @Override
  public void endMoved(LimitMachine done, Instant now) {
    var moved = new Happening.EndMoved(done.fence().generation(), done.until());
    table
        .lock(new RuntimeId(done.fence().id()))
        .ifPresent(row -> lives.goOn(row, Life.after(row, moved, now), now));
  }
}
