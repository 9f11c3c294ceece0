package org.stipend.orchestrator.runtime;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stipend.cost.RuntimeId;
import org.stipend.cost.WorkspaceId;
import org.stipend.orchestrator.admission.NewDisk;
import org.stipend.orchestrator.admission.UnderWay;
import org.stipend.orchestrator.disk.Disks;

/** Runtimes that are wanted running while their meter does not run, and disks to be made. */
@Component
final class AdmittedRuntimes implements UnderWay {

  private final RuntimeTable table;
  private final Disks disks;

  AdmittedRuntimes(RuntimeTable table, Disks disks) {
    this.table = table;
    this.disks = disks;
  }

  @Override
  public List<String> machines(Set<WorkspaceId> workspaces, @Nullable RuntimeId except) {
    return underWay(workspaces)
        .filter(row -> except == null || !row.id().equals(except.value()))
        .map(RuntimeRow::machineType)
        .toList();
  }

  @Override
  public List<String> machinesOf(UUID person, WorkspaceId workspace) {
    return underWay(Set.of(workspace))
        .filter(row -> row.owner().equals(person))
        .map(RuntimeRow::machineType)
        .toList();
  }

  private Stream<RuntimeRow> underWay(Set<WorkspaceId> workspaces) {
    return table.wantedRunning(workspaces).stream().filter(row -> !row.machine().isMetered());
  }

  @Override
  public List<NewDisk> disks(Set<WorkspaceId> workspaces) {
    return asNew(disks.beingMade(workspaces));
  }

  @Override
  public List<NewDisk> disksOf(UUID person, WorkspaceId workspace) {
    return asNew(disks.beingMade(person, workspace));
  }

  private static List<NewDisk> asNew(List<Disks.Held> made) {
    return made.stream().map(disk -> new NewDisk(disk.type(), disk.sizeGib())).toList();
  }
}
