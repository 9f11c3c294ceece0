package org.stipend.orchestrator.reconcile.workflow;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.stipend.cloud.Fence;
import org.stipend.cloud.disk.DiskName;
import org.stipend.cloud.machine.MachineName;

/**
 * A machine that is to be ended.
 *
 * @param drift why
 * @param home the disk that hangs on it, which stays; null where none does
 */
public record Order(
    UUID drift, Verb verb, MachineName machine, Fence fence, @Nullable DiskName home) {

  public enum Verb {
    STOP,
    DELETE
  }
}
