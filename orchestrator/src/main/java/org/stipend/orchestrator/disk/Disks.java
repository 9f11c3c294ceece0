package org.stipend.orchestrator.disk;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cloud.Place;
import org.stipend.cost.DiskId;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.WorkspaceId;
import org.stipend.orchestrator.access.Access;
import org.stipend.orchestrator.access.Caller;
import org.stipend.orchestrator.access.Right;
import org.stipend.orchestrator.change.Changes;
import org.stipend.orchestrator.change.Kind;
import org.stipend.orchestrator.engine.Outbox;
import org.stipend.orchestrator.usage.Metering;
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
  private final Metering metering;

  Disks(JdbcClient jdbc, Access access, Outbox outbox, Changes changes, Metering metering) {
    this.jdbc = jdbc;
    this.access = access;
    this.outbox = outbox;
    this.changes = changes;
    this.metering = metering;
  }

  /**
   * A disk as the runtime that holds it needs it.
   *
   * @param ready the cloud has made it
   * @param kept it is not on its way out
   * @param zone where it is or is to be made; null where its place has none
   * @param movesTo the zone it is to be moved to before it is used; null: it stays
   * @param blank no machine ever had it
   * @param project of the cloud in which it is; null: the one all share, or its place has none
   */
  public record Held(
      String type,
      long sizeGib,
      boolean ready,
      boolean kept,
      @Nullable String zone,
      @Nullable String movesTo,
      boolean blank,
      long generation,
      @Nullable String project) {}

  public Held held(DiskId disk) {
    return jdbc.sql(
            """
            SELECT type, size_gib, state = 'READY' AS ready, desired = 'PRESENT' AS kept, zone, moves_to,
                   blank, generation, project
              FROM disk WHERE id = :id
            """)
        .param("id", disk.value())
        .query(Held.class)
        .single();
  }

  /** In which project each of these is; those in the one that all share are left out. */
  public Map<UUID, String> projects(List<UUID> disks) {
    Map<UUID, String> projects = new HashMap<>();
    jdbc.sql("SELECT id, project FROM disk WHERE id = ANY (:ids) AND project IS NOT NULL")
        .param("ids", disks.toArray(UUID[]::new))
        .query(row -> {
          projects.put(row.getObject("id", UUID.class), row.getString("project"));
        });
    return projects;
  }

  /** Disks that the cloud is to make: not those that wait for their runtime's next start. */
  public List<Held> beingMade(Set<WorkspaceId> workspaces) {
    return beingMade(workspaces, null);
  }

  /** Those of one person. */
  public List<Held> beingMade(UUID person, WorkspaceId workspace) {
    return beingMade(Set.of(workspace), person);
  }

  private List<Held> beingMade(Set<WorkspaceId> workspaces, @Nullable UUID owner) {
    return jdbc.sql(
            """
            SELECT d.type, d.size_gib, false AS ready, true AS kept, d.zone, d.moves_to, d.blank, d.generation,
                   d.project
              FROM disk d JOIN runtime r ON r.disk = d.id
             WHERE d.workspace = ANY (:workspaces) AND d.state = 'CREATING' AND d.desired = 'PRESENT'
               AND (CAST(:owner AS uuid) IS NULL OR d.owner = CAST(:owner AS uuid))
               AND r.state NOT IN ('STOPPED', 'FAILED', 'DELETED')
            """)
        .param("workspaces", workspaces.stream().map(WorkspaceId::value).toArray(UUID[]::new))
        .param("owner", owner)
        .query(Held.class)
        .list();
  }

  /**
   * A disk to be made.
   *
   * @param zone null where the place has none
   */
  public record Wanted(Place place, @Nullable String zone, String type, long sizeGib) {}

  /** A disk that a launch will make. It costs nothing before the cloud has it. */
  public DiskId make(Caller caller, WorkspaceId workspace, Wanted wanted, Instant now) {
    UUID id = UUID.randomUUID();
    jdbc.sql(
            """
            INSERT INTO disk (id, workspace, owner, provider, region, zone, type, size_gib, desired, state,
                              generation, requested_at, last_used_at, blank)
            VALUES (:id, :workspace, :owner, :provider, :region, :zone, :type, :size, 'PRESENT', 'CREATING',
                    1, :now, :now, true)
            """)
        .param("id", id)
        .param("workspace", workspace.value())
        .param("owner", caller.id())
        .param("provider", wanted.place().provider())
        .param("region", wanted.place().region())
        .param("zone", wanted.zone())
        .param("type", wanted.type())
        .param("size", wanted.sizeGib())
        .param("now", Timestamp.from(now))
        .update();
    changes.changed(Kind.DISK, id);
    return new DiskId(id);
  }

  /**
   * A kept disk that is wanted again.
   *
   * @param zone where its machine is wanted; null: where the disk is
   */
  public record Kept(DiskId disk, WorkspaceId workspace, Place place, @Nullable String zone) {}

  /**
   * A kept disk for a launch: the caller's own, in the same workspace and place, held by no live
   * runtime.
   */
  public DiskId take(Caller caller, Kept wanted, Instant now) {
    DiskId disk = wanted.disk();
    Asked asked = lock(disk);
    if (!asked.owner().equals(caller.id())
        || !asked.workspace().equals(wanted.workspace().value())) {
      throw Problem.notFound();
    }
    refuseDeleted(asked);
    refuseHeld(asked);
    refuseElsewhere(asked, wanted);
    used(disk, now);
    return disk;
  }

  public void used(DiskId disk, Instant now) {
    jdbc.sql("UPDATE disk SET last_used_at = :now WHERE id = :id")
        .param("now", Timestamp.from(now))
        .param("id", disk.value())
        .update();
  }

  /** A machine has it: from now on something may be on it. */
  public void written(DiskId disk) {
    jdbc.sql("UPDATE disk SET blank = false WHERE id = :id AND blank")
        .param("id", disk.value())
        .update();
  }

  /** It is to be in another zone before it is used again. */
  public void moveTo(DiskId disk, String zone) {
    jdbc.sql(
            """
            UPDATE disk SET moves_to = :zone, generation = generation + 1
             WHERE id = :id AND zone <> :zone AND desired = 'PRESENT'
            """)
        .param("zone", zone)
        .param("id", disk.value())
        .update();
    changes.changed(Kind.DISK, disk.value());
  }

  /** It is there, as it was wished; again does nothing. */
  public void moved(DiskId disk, @Nullable String zone) {
    jdbc.sql("UPDATE disk SET zone = :zone, moves_to = NULL WHERE id = :id AND moves_to = :zone")
        .param("zone", zone)
        .param("id", disk.value())
        .update();
    changes.changed(Kind.DISK, disk.value());
  }

  /**
   * The cloud has made it: from there on it costs. False when it was known, or is unwanted by now;
   * its deletion tells of its creation then.
   *
   * @param pool of its workspace, locked by the caller
   */
  public boolean created(ResearcherId pool, DiskId disk, Instant createdAt) {
    Optional<Created> created =
        jdbc.sql(
                """
                UPDATE disk SET state = 'READY', created_at = :created
                 WHERE id = :id AND state = 'CREATING'
                RETURNING workspace, owner, type, size_gib
                """)
            .param("created", Timestamp.from(createdAt))
            .param("id", disk.value())
            .query(Created.class)
            .optional();
    created.ifPresent(made -> {
      metering.diskCreated(
          pool,
          new Metering.Disk(
              disk, new WorkspaceId(made.workspace()), made.owner(), made.type(), made.sizeGib()),
          createdAt);
      changes.changed(Kind.DISK, disk.value());
    });
    return created.isPresent();
  }

  /** Its runtime is gone, and it stays; one that never was made goes too. */
  public void release(DiskId disk) {
    drop(disk, "CREATING");
  }

  /** Its runtime is gone, and so shall it be. */
  public void drop(DiskId disk) {
    drop(disk, null);
  }

  /** All of a workspace that no runtime holds; of those that one holds it decides. */
  public void dropFree(WorkspaceId workspace) {
    jdbc.sql(
            """
            SELECT d.id FROM disk d
             WHERE d.workspace = :workspace AND d.desired = 'PRESENT'
               AND NOT EXISTS (SELECT 1 FROM runtime r WHERE r.disk = d.id AND r.state <> 'DELETED')
             ORDER BY d.id
            """)
        .param("workspace", workspace.value())
        .query(UUID.class)
        .list()
        .forEach(disk -> drop(new DiskId(disk)));
  }

  private void drop(DiskId disk, @Nullable String onlyIn) {
    jdbc.sql(
            """
            UPDATE disk SET desired = 'DELETED', state = 'DELETING', generation = generation + 1
             WHERE id = :id AND desired = 'PRESENT' AND state = coalesce(:state, state)
            RETURNING generation
            """)
        .param("id", disk.value())
        .param("state", onlyIn)
        .query(Long.class)
        .optional()
        .ifPresent(generation -> {
          outbox.poke(DiskEntity.KIND, disk.value(), generation);
          changes.changed(Kind.DISK, disk.value());
        });
  }

  void delete(Caller caller, DiskId disk) {
    Asked asked = lock(disk);
    access.require(caller, new WorkspaceId(asked.workspace()), Right.VIEW);
    Set<Right> rights = access.rights(caller, new WorkspaceId(asked.workspace()));
    if (!new Allowed(caller, rights, asked.owner()).may(DiskView.Action.DELETE)) {
      throw Problem.forbidden(
          "FORBIDDEN", "This disk belongs to somebody else.", "Ask its owner to delete it.");
    }
    if (asked.desired().equals("DELETED")) {
      return;
    }
    refuseHeld(asked);
    drop(disk);
  }

  /** Asks only after the row is locked: one statement would not see who took it meanwhile. */
  private Asked lock(DiskId disk) {
    jdbc.sql("SELECT 1 FROM disk WHERE id = :id FOR UPDATE")
        .param("id", disk.value())
        .query(Integer.class)
        .optional();
    return jdbc.sql(
            """
            SELECT d.owner, d.workspace, d.provider, d.region, coalesce(d.moves_to, d.zone) AS zone, d.desired,
                   EXISTS (SELECT 1 FROM runtime r WHERE r.disk = d.id AND r.state <> 'DELETED') AS held
              FROM disk d WHERE d.id = :id
            """)
        .param("id", disk.value())
        .query(Asked.class)
        .optional()
        .orElseThrow(Problem::notFound);
  }

  private static void refuseDeleted(Asked asked) {
    if (asked.desired().equals("DELETED")) {
      throw Problem.conflict(
          "DISK_DELETED", "This disk has been deleted.", "Choose another disk, or make a new one.");
    }
  }

  private static void refuseHeld(Asked asked) {
    if (asked.held()) {
      throw Problem.conflict(
          "DISK_IN_USE",
          "A runtime holds this disk.",
          "Delete that runtime and keep its disk, or choose another one.");
    }
  }

  private static void refuseElsewhere(Asked asked, Kept wanted) {
    if (!new Place(asked.provider(), asked.region()).equals(wanted.place())) {
      throw Problem.conflict(
          "DISK_ELSEWHERE",
          "This disk is not where the machine would run.",
          "Choose another disk, or make a new one.");
    }
    if (wanted.zone() != null && !wanted.zone().equals(asked.zone())) {
      throw Problem.conflict(
          "DISK_ELSEWHERE",
          "This disk is in zone %s.".formatted(asked.zone()),
          "Leave the zone out to launch where the disk is, or choose another disk.");
    }
  }

  private record Asked(
      UUID owner,
      UUID workspace,
      String provider,
      @Nullable String region,
      @Nullable String zone,
      String desired,
      boolean held) {}

  private record Created(UUID workspace, UUID owner, String type, long sizeGib) {}
}
