package org.stipend.orchestrator.runtime;

import java.time.Instant;
import org.springframework.stereotype.Component;
import org.stipend.cost.WorkspaceId;
import org.stipend.orchestrator.access.Deletions;
import org.stipend.orchestrator.disk.Disks;

/**
 * Whatever is in a workspace that is deleted goes, whosever it is and in whatever state, runtimes
 * with their disks. It costs whoever pays until the cloud says that it is gone.
 */
@Component
final class ThingsOfDeletedWorkspaces implements Deletions {

  private final RuntimeTable table;
  private final Lives lives;
  private final Disks disks;

  ThingsOfDeletedWorkspaces(RuntimeTable table, Lives lives, Disks disks) {
    this.table = table;
    this.lives = lives;
    this.disks = disks;
  }

  @Override
  public void deleted(WorkspaceId workspace, Instant now) {
    Happening delete = new Happening.ToDeleteWithDisk(Cause.PERSON);
    for (RuntimeRow row : table.lockLive(workspace)) {
      lives.goOn(row, Life.after(row, delete, now), now);
    }
    disks.dropFree(workspace);
  }
}
