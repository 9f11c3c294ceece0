package org.stipend.orchestrator.books;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.stipend.cloud.machine.LimitMachine;
import org.stipend.cost.WorkspaceId;

/** Remembers who was told to stop. In a world of money machines are uses and nothing else. */
public final class StoppedMachines implements CreditMachines {

  public final List<Instant> orders = new ArrayList<>();

  /** Whose machines were told to, by the last order. */
  public Set<WorkspaceId> stopped = Set.of();

  @Override
  public void stopMachines(Set<WorkspaceId> workspaces, Instant now) {
    orders.add(now);
    stopped = workspaces;
  }

  @Override
  public void stopUnpaid(Set<WorkspaceId> workspaces, Instant now) {
    stopMachines(workspaces, now);
  }

  @Override
  public List<Running> running(Set<WorkspaceId> workspaces) {
    return List.of();
  }

  @Override
  public void endMoved(LimitMachine done, Instant now) {
    throw new IllegalStateException("there is no machine");
  }
}
