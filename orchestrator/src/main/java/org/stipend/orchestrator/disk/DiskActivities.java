package org.stipend.orchestrator.disk;

import io.temporal.spring.boot.ActivityImpl;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.stipend.cloud.Place;
import org.stipend.cloud.TaskQueues;
import org.stipend.cost.DiskId;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.WorkspaceId;
import org.stipend.orchestrator.change.Changes;
import org.stipend.orchestrator.change.Kind;
import org.stipend.orchestrator.disk.workflow.DiskDeletion;
import org.stipend.orchestrator.disk.workflow.DiskLedger;
import org.stipend.orchestrator.disk.workflow.DiskSnapshot;
import org.stipend.orchestrator.payer.PayerTable;
import org.stipend.orchestrator.payer.PoolLocks;
import org.stipend.orchestrator.payer.PoolTurns;
import org.stipend.orchestrator.usage.Metering;

/** What {@code disk/<id>} reads and writes. */
@Component
@ActivityImpl(taskQueues = TaskQueues.ENGINE)
final class DiskActivities implements DiskLedger {

  private static final Logger log = LoggerFactory.getLogger(DiskActivities.class);

  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;
  private final Metering metering;
  private final Graces graces;
  private final PayerTable payers;
  private final PoolTurns turns;
  private final PoolLocks pools;
  private final Changes changes;

  DiskActivities(
      JdbcClient jdbc,
      TransactionTemplate transactions,
      Metering metering,
      Graces graces,
      PayerTable payers,
      PoolTurns turns,
      PoolLocks pools,
      Changes changes) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.metering = metering;
    this.graces = graces;
    this.payers = payers;
    this.turns = turns;
    this.pools = pools;
    this.changes = changes;
  }

  @Override
  public DiskSnapshot load(UUID disk) {
    return jdbc.sql(
            """
            SELECT id, generation, provider, region, zone, moves_to, project,
                   desired = 'DELETED' AND state <> 'DELETED' AS to_delete
              FROM disk WHERE id = :id
            """)
        .param("id", disk)
        .query((rs, row) ->
            new DiskSnapshot(
                rs.getObject("id", UUID.class),
                rs.getLong("generation"),
                rs.getBoolean("to_delete"),
                new Place(rs.getString("provider"), rs.getString("region")).taskQueue(),
                rs.getString("zone"),
                rs.getString("moves_to"),
                rs.getString("project")))
        .single();
  }

  @Override
  public void deleted(DiskDeletion deletion) {
    ResearcherId pool = payers.poolOf(workspaceOf(deletion.disk()));
    turns.ofReport(
        pool,
        () ->
            transactions.executeWithoutResult(status -> {
              pools.lock(pool);
              markDeleted(deletion).ifPresent(disk -> endMeter(pool, disk, deletion));
            }));
  }

  private WorkspaceId workspaceOf(UUID disk) {
    return new WorkspaceId(
        jdbc.sql("SELECT workspace FROM disk WHERE id = :id")
            .param("id", disk)
            .query(UUID.class)
            .single());
  }

  private Optional<DeletedDisk> markDeleted(DiskDeletion deletion) {
    return jdbc.sql(
            """
            UPDATE disk SET state = 'DELETED', deleted_at = :at
             WHERE id = :id AND desired = 'DELETED' AND state <> 'DELETED'
            RETURNING workspace, owner, type, size_gib, created_at IS NOT NULL AS metered
            """)
        .param("at", Timestamp.from(deletion.deletedAt()))
        .param("id", deletion.disk())
        .query(DeletedDisk.class)
        .optional();
  }

  /**
   * A disk whose creation was never reported is metered all the same; one that never was is not.
   */
  private void endMeter(ResearcherId pool, DeletedDisk disk, DiskDeletion deletion) {
    DiskId id = new DiskId(deletion.disk());
    graces.forget(id);
    Instant createdAt = deletion.createdAt();
    if (!disk.metered() && createdAt != null) {
      metering.diskCreated(
          pool,
          new Metering.Disk(
              id, new WorkspaceId(disk.workspace()), disk.owner(), disk.type(), disk.sizeGib()),
          createdAt);
    }
    if (disk.metered() || createdAt != null) {
      metering.diskDeleted(pool, id, deletion.deletedAt());
    }
    changes.changed(Kind.DISK, deletion.disk());
    log.atInfo()
        .addKeyValue("disk", deletion.disk())
        .addKeyValue("deletedAt", deletion.deletedAt())
        .log("Disk deleted");
  }

  private record DeletedDisk(
      UUID workspace, UUID owner, String type, long sizeGib, boolean metered) {}
}
