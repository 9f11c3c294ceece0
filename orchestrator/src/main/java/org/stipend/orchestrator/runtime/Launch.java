package org.stipend.orchestrator.runtime;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.stipend.cloud.Tool;
import org.stipend.cost.RuntimeId;
import org.stipend.cost.WorkspaceId;

/**
 * A launch as asked for, its shape checked.
 *
 * @param machineType the cloud's name of it
 * @param zone to be tried first; null: any
 * @param spot on capacity that the provider may take back
 */
record Launch(
    RuntimeId runtime,
    WorkspaceId workspace,
    Tool tool,
    String machineType,
    DiskChoice disk,
    @Nullable String zone,
    boolean spot) {

  sealed interface DiskChoice {

    record Existing(UUID disk) implements DiskChoice {}

    record Fresh(String type, long sizeGib) implements DiskChoice {}
  }

  @Nullable UUID existingDisk() {
    return disk instanceof DiskChoice.Existing existing ? existing.disk() : null;
  }
}
