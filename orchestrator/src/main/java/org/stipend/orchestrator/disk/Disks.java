package org.stipend.orchestrator.disk;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cost.DiskId;
import org.stipend.cost.WorkspaceId;
import org.stipend.orchestrator.access.Access;
import org.stipend.orchestrator.access.Caller;
import org.stipend.orchestrator.access.Right;
import org.stipend.orchestrator.change.Changes;
import org.stipend.orchestrator.change.Kind;
import org.stipend.orchestrator.engine.Outbox;
import org.stipend.orchestrator.web.Problem;

/**
 * Disks outlive their runtimes. One live runtime holds a disk at a time. All methods run inside the
 * caller's database transaction.
 */
@Component
public final class Disks {

  private final JdbcClient jdbc;
  private final Access access;
  private final Outbox outbox;
  private final Changes changes;

  Disks(JdbcClient jdbc, Access access, Outbox outbox, Changes changes) {
    this.jdbc = jdbc;
    this.access = access;
    this.outbox = outbox;
    this.changes = changes;
  }

  /** A disk that a launch will make. It costs nothing before the cloud has it. */
  public DiskId make(Caller caller, WorkspaceId workspace, String type, long sizeGib, Instant now) {
    UUID id = UUID.randomUUID();
    jdbc.sql(
            """
            INSERT INTO disk (id, workspace, owner, type, size_gib, desired, state, generation,
                              requested_at, last_used_at)
            VALUES (:id, :workspace, :owner, :type, :size, 'PRESENT', 'CREATING', 1, :now, :now)
            """)
        .param("id", id)
        .param("workspace", workspace.value())
        .param("owner", caller.id())
        .param("type", type)
        .param("size", sizeGib)
        .param("now", Timestamp.from(now))
        .update();
    changes.changed(Kind.DISK, id);
    return new DiskId(id);
  }

  /** A kept disk for a launch: the caller's own, in the same workspace, held by no live runtime. */
  public DiskId take(Caller caller, WorkspaceId workspace, DiskId disk, Instant now) {
    Held held = lock(disk);
    if (!held.owner().equals(caller.id()) || !held.workspace().equals(workspace.value())) {
      throw Problem.notFound();
    }
    refuseDeleted(held);
    refuseHeld(held);
    used(disk, now);
    return disk;
  }

  public void used(DiskId disk, Instant now) {
    jdbc.sql("UPDATE disk SET last_used_at = :now WHERE id = :id")
        .param("now", Timestamp.from(now))
        .param("id", disk.value())
        .update();
  }

  public boolean isLike(DiskId disk, String type, long sizeGib) {
    return jdbc.sql("SELECT type = :type AND size_gib = :size FROM disk WHERE id = :id")
        .param("type", type)
        .param("size", sizeGib)
        .param("id", disk.value())
        .query(Boolean.class)
        .single();
  }

  public boolean isKept(DiskId disk) {
    return jdbc.sql("SELECT desired = 'PRESENT' FROM disk WHERE id = :id")
        .param("id", disk.value())
        .query(Boolean.class)
        .single();
  }

  void delete(Caller caller, DiskId disk) {
    Held held = lock(disk);
    access.require(caller, new WorkspaceId(held.workspace()), Right.VIEW);
    if (!held.owner().equals(caller.id())
        && !access.allows(caller, new WorkspaceId(held.workspace()), Right.OWN)) {
      throw Problem.forbidden(
          "FORBIDDEN", "This disk belongs to somebody else.", "Ask its owner to delete it.");
    }
    if (held.desired().equals("DELETED")) {
      return;
    }
    refuseHeld(held);
    jdbc.sql(
            """
            UPDATE disk SET desired = 'DELETED', state = 'DELETING', generation = generation + 1
             WHERE id = :id
            """)
        .param("id", disk.value())
        .update();
    outbox.poke(DiskEntity.KIND, disk.value(), held.generation() + 1);
    changes.changed(Kind.DISK, disk.value());
  }

  /** Asks only after the row is locked: one statement would not see who took it meanwhile. */
  private Held lock(DiskId disk) {
    jdbc.sql("SELECT 1 FROM disk WHERE id = :id FOR UPDATE")
        .param("id", disk.value())
        .query(Integer.class)
        .optional();
    return jdbc.sql(
            """
            SELECT d.owner, d.workspace, d.desired, d.generation,
                   EXISTS (SELECT 1 FROM runtime r WHERE r.disk = d.id AND r.state <> 'DELETED') AS held
              FROM disk d WHERE d.id = :id
            """)
        .param("id", disk.value())
        .query(Held.class)
        .optional()
        .orElseThrow(Problem::notFound);
  }

  private static void refuseDeleted(Held held) {
    if (held.desired().equals("DELETED")) {
      throw Problem.conflict(
          "DISK_DELETED", "This disk has been deleted.", "Choose another disk, or make a new one.");
    }
  }

  private static void refuseHeld(Held held) {
    if (held.held()) {
      throw Problem.conflict(
          "DISK_IN_USE",
          "A runtime holds this disk.",
          "Delete that runtime and keep its disk, or choose another one.");
    }
  }

  private record Held(UUID owner, UUID workspace, String desired, long generation, boolean held) {}
}
