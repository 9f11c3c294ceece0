package org.stipend.orchestrator.books;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stipend.cloud.Fence;
import org.stipend.cloud.machine.LimitMachine;
import org.stipend.cloud.machine.MachineName;
import org.stipend.cost.WorkspaceId;

/** How the end of credit reaches the machines. Declared here, implemented by the runtimes. */
public interface CreditMachines {

  /**
   * A machine that runs and is to go on.
   *
   * @param fence of its run
   * @param runsUntil when it ends by itself
   * @param endsAtLatest that end cannot be moved past it; null where it can be moved at will
   */
  record Running(
      String taskQueue,
      Fence fence,
      MachineName name,
      Instant startedAt,
      Instant runsUntil,
      @Nullable Instant endsAtLatest) {}

  /**
   * Wants every running runtime of workspaces stopped because credit ends: desired state,
   * generation and poke, inside the caller's transaction.
   */
  void stopMachines(Set<WorkspaceId> workspaces, Instant now);

  /** The same, because the billing account of the workspaces cannot pay. */
  void stopUnpaid(Set<WorkspaceId> workspaces, Instant now);

  List<Running> running(Set<WorkspaceId> workspaces);

  /** A run ends by itself where a call asked it to, from now on. */
  void endMoved(LimitMachine done, Instant now);
}
