package org.stipend.orchestrator.metering;

import java.time.Instant;
import org.springframework.stereotype.Component;
import org.stipend.cost.DiskId;
import org.stipend.cost.RuntimeId;
import org.stipend.cost.WorkspaceId;

/**
 * Writes down what the cloud did, at the cloud's instants floored to the second. Inside the
 * caller's transaction; saying the same thing twice changes nothing, and facts may arrive late and
 * in any order.
 */
@Component
public final class Metering {

  public void machineStarted(
      RuntimeId runtime, WorkspaceId workspace, String machineType, Instant startedAt) {
    throw new UnsupportedOperationException();
  }

  /**
   * @param estimated the last proof of life, not the cloud's word; a later call with the exact
   *     instant corrects it
   */
  public void machineStopped(RuntimeId runtime, Instant stoppedAt, boolean estimated) {
    throw new UnsupportedOperationException();
  }

  /** After {@link #machineStopped}: the platform pays the machine of that run, from its start. */
  public void launchFailed(RuntimeId runtime, Instant startedAt) {
    throw new UnsupportedOperationException();
  }

  public void diskCreated(
      DiskId disk, WorkspaceId workspace, String diskType, long gib, Instant createdAt) {
    throw new UnsupportedOperationException();
  }

  public void diskDeleted(DiskId disk, Instant deletedAt) {
    throw new UnsupportedOperationException();
  }
}
