package org.stipend.orchestrator.admission;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.stipend.cost.RuntimeId;
import org.stipend.cost.WorkspaceId;

/**
 * What was admitted and does not burn yet: the cloud is still making it. Declared here, implemented
 * by the runtimes.
 */
public interface UnderWay {

  /**
   * The machine types of machines that are about to run.
   *
   * @param except the runtime that is asked about; null: none
   */
  List<String> machines(Set<WorkspaceId> workspaces, @Nullable RuntimeId except);

  List<NewDisk> disks(Set<WorkspaceId> workspaces);

  /** Of one person in one workspace. */
  List<String> machinesOf(UUID person, WorkspaceId workspace);

  List<NewDisk> disksOf(UUID person, WorkspaceId workspace);
}
