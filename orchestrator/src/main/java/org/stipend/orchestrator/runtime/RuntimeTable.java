package org.stipend.orchestrator.runtime;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cost.RuntimeId;
import org.stipend.orchestrator.change.Changes;
import org.stipend.orchestrator.change.Kind;
import org.stipend.orchestrator.engine.Outbox;
import org.stipend.orchestrator.engine.Topic;
import org.stipend.orchestrator.runtime.workflow.RuntimeSnapshot.Desired;

/** Wishes in the table: each raises the generation and pokes the workflow. */
@Component
final class RuntimeTable {

  private final JdbcClient jdbc;
  private final Outbox outbox;
  private final Changes changes;

  RuntimeTable(JdbcClient jdbc, Outbox outbox, Changes changes) {
    this.jdbc = jdbc;
    this.outbox = outbox;
    this.changes = changes;
  }

  Optional<RuntimeRow> find(RuntimeId runtime) {
    return jdbc.sql("SELECT " + RuntimeRow.COLUMNS + " FROM runtime r WHERE r.id = :id")
        .param("id", runtime.value())
        .query(RuntimeRow::of)
        .optional();
  }

  Optional<RuntimeRow> lock(RuntimeId runtime) {
    return jdbc.sql("SELECT " + RuntimeRow.COLUMNS + " FROM runtime r WHERE r.id = :id FOR UPDATE")
        .param("id", runtime.value())
        .query(RuntimeRow::of)
        .optional();
  }

  /** The one live runtime of this person for this tool in this workspace. */
  Optional<RuntimeRow> findLive(UUID owner, UUID workspace, String tool) {
    return jdbc.sql(
            "SELECT "
                + RuntimeRow.COLUMNS
                + """
                 FROM runtime r
                WHERE r.owner = :owner AND r.workspace = :workspace AND r.tool = :tool
                  AND r.desired <> 'DELETED'
                """)
        .param("owner", owner)
        .param("workspace", workspace)
        .param("tool", tool)
        .query(RuntimeRow::of)
        .optional();
  }

  /** What has taken the place of a runtime that is being deleted. */
  Optional<RuntimeRow> findNewer(RuntimeRow row) {
    return row.desired() == Desired.DELETED
        ? findLive(row.owner(), row.workspace(), row.tool())
        : Optional.empty();
  }

  /** Those who would be the one live runtime wait for each other until the transaction ends. */
  void queueUp(UUID owner, UUID workspace, String tool) {
    jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended(:scope, 0))")
        .param("scope", "launch/%s/%s/%s".formatted(owner, workspace, tool))
        .query(rs -> {});
  }

  void insert(
      UUID owner, String provider, Launch launch, UUID disk, boolean diskMade, Instant now) {
    jdbc.sql(
            """
            INSERT INTO runtime (id, workspace, owner, provider, tool, machine_type, disk, disk_made,
                                 created_at, desired, generation, wish, cause, state, since, machine)
            VALUES (:id, :workspace, :owner, :provider, :tool, :machineType, :disk, :diskMade,
                    :now, 'RUNNING', 1, 1, 'PERSON', 'STARTING', :now, 'NONE')
            """)
        .param("id", launch.runtime().value())
        .param("workspace", launch.workspace().value())
        .param("owner", owner)
        .param("provider", provider)
        .param("tool", launch.tool().name())
        .param("machineType", launch.machineType())
        .param("disk", disk)
        .param("diskMade", diskMade)
        .param("now", Timestamp.from(now))
        .update();
    outbox.poke(Topic.RUNTIME, launch.runtime().value(), 1);
    changes.changed(Kind.RUNTIME, launch.runtime().value());
    changes.changed(Kind.WORKSPACE, launch.workspace().value());
  }

  /** The row must be locked by this transaction. */
  void want(RuntimeRow row, Desired desired, RuntimeState shown, String cause, Instant now) {
    want(row, desired, shown, cause, false, now);
  }

  void wantDeleted(RuntimeRow row, boolean dropDisk, Instant now) {
    want(row, Desired.DELETED, RuntimeState.DELETING, "PERSON", dropDisk, now);
  }

  /** While it is being deleted; afterwards its disk is deleted by itself. */
  void dropDiskToo(RuntimeRow row) {
    jdbc.sql("UPDATE runtime SET drop_disk = true WHERE id = :id").param("id", row.id()).update();
  }

  private void want(
      RuntimeRow row,
      Desired desired,
      RuntimeState shown,
      String cause,
      boolean dropDisk,
      Instant now) {
    long generation = row.generation() + 1;
    jdbc.sql(
            """
            UPDATE runtime
               SET desired = :desired, state = :state, since = :now, cause = :cause,
                   generation = :generation, wish = :generation, drop_disk = :dropDisk,
                   failure_code = NULL, failure_cause = NULL, log_tail = NULL
             WHERE id = :id
            """)
        .param("desired", desired.name())
        .param("state", shown.name())
        .param("now", Timestamp.from(now))
        .param("cause", cause)
        .param("generation", generation)
        .param("dropDisk", dropDisk)
        .param("id", row.id())
        .update();
    outbox.poke(Topic.RUNTIME, row.id(), generation);
    changes.changed(Kind.RUNTIME, row.id());
    changes.changed(Kind.WORKSPACE, row.workspace());
  }
}
