package org.stipend.orchestrator.runtime;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stipend.cloud.Fence;
import org.stipend.cloud.machine.LimitMachine;
import org.stipend.cloud.machine.MachineName;
import org.stipend.cost.RuntimeId;
import org.stipend.cost.WorkspaceId;
import org.stipend.orchestrator.books.CreditMachines;
import org.stipend.orchestrator.disk.Disks;

/** What a pool pays runs as long as it can pay, and no longer. Nothing is deleted. */
@Component
final class PoolMachines implements CreditMachines {

  private final RuntimeTable table;
  private final Lives lives;
  private final Disks disks;

  PoolMachines(RuntimeTable table, Lives lives, Disks disks) {
    this.table = table;
    this.lives = lives;
    this.disks = disks;
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
    List<RuntimeRow> running =
        table.wantedRunning(workspaces).stream().filter(row -> row.machine().isMetered()).toList();
    Map<UUID, String> projects = disks.projects(running.stream().map(RuntimeRow::disk).toList());
    return running.stream().map(row -> running(row, projects.get(row.disk()))).toList();
  }

  private static Running running(RuntimeRow row, @Nullable String project) {
    MachineRow machine = row.machine();
    return new Running(
        row.asked().place().taskQueue(),
        new Fence(row.id(), machine.run(), 1),
        MachineName.of(row.id(), machine.madeIn()).in(machine.zone()).ofProject(project),
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
