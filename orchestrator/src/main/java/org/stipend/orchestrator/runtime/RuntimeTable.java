package org.stipend.orchestrator.runtime;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cost.DiskId;
import org.stipend.cost.RuntimeId;
import org.stipend.cost.WorkspaceId;
import org.stipend.orchestrator.runtime.workflow.RuntimeSnapshot.Desired;

/** Table {@code runtime}. A row is locked, judged and written as a whole. */
@Component
final class RuntimeTable {

  private static final String SELECT = "SELECT " + RuntimeColumns.ALL + " FROM runtime r ";

  private final JdbcClient jdbc;

  RuntimeTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<RuntimeRow> find(RuntimeId runtime) {
    return jdbc.sql(SELECT + "WHERE r.id = :id")
        .param("id", runtime.value())
        .query(RuntimeColumns::row)
        .optional();
  }

  Optional<RuntimeRow> lock(RuntimeId runtime) {
    return jdbc.sql(SELECT + "WHERE r.id = :id FOR UPDATE")
        .param("id", runtime.value())
        .query(RuntimeColumns::row)
        .optional();
  }

  /** When a listing of the cloud did not have its machine any more, and none has had it since. */
  Optional<Instant> missedSince(RuntimeId runtime) {
    return jdbc.sql(
            """
            SELECT min(first_seen) FROM drift
             WHERE runtime = :id AND kind = 'MACHINE_LOST' AND ended_at IS NULL
            """)
        .param("id", runtime.value())
        .query((row, n) -> Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant))
        .single();
  }

  /** The one live runtime of this person for this tool in this workspace. */
  Optional<RuntimeRow> findLive(UUID owner, UUID workspace, String tool) {
    return jdbc.sql(
            SELECT
                + """
                WHERE r.owner = :owner AND r.workspace = :workspace AND r.tool = :tool
                  AND r.desired <> 'DELETED'
                """)
        .param("owner", owner)
        .param("workspace", workspace)
        .param("tool", tool)
        .query(RuntimeColumns::row)
        .optional();
  }

  /** What has taken the place of a runtime that is being deleted. */
  Optional<RuntimeRow> findNewer(RuntimeRow row) {
    return row.desired() == Desired.DELETED
        ? findLive(row.owner(), row.workspace(), row.tool())
        : Optional.empty();
  }

  List<RuntimeRow> lockWantedRunning(Set<WorkspaceId> workspaces) {
    return wantedRunning(workspaces, "FOR UPDATE");
  }

  List<RuntimeRow> wantedRunning(Set<WorkspaceId> workspaces) {
    return wantedRunning(workspaces, "");
  }

  private List<RuntimeRow> wantedRunning(Set<WorkspaceId> workspaces, String lock) {
    if (workspaces.isEmpty()) {
      return List.of();
    }
    return jdbc.sql(
            SELECT
                + """
                WHERE r.workspace IN (:workspaces) AND r.desired = 'RUNNING'
                ORDER BY r.id
                """
                + lock)
        .param("workspaces", workspaces.stream().map(WorkspaceId::value).toList())
        .query(RuntimeColumns::row)
        .list();
  }

  List<RuntimeRow> lockWantedRunning(UUID owner, WorkspaceId workspace) {
    return jdbc.sql(
            SELECT
                + """
                WHERE r.owner = :owner AND r.workspace = :workspace AND r.desired = 'RUNNING'
                ORDER BY r.id
                FOR UPDATE
                """)
        .param("owner", owner)
        .param("workspace", workspace.value())
        .query(RuntimeColumns::row)
        .list();
  }

  /** Those that exist, or may: also what is being deleted. */
  List<RuntimeRow> lockLive(WorkspaceId workspace) {
    return jdbc.sql(
            SELECT
                + """
                WHERE r.workspace = :workspace AND r.state <> 'DELETED'
                ORDER BY r.id
                FOR UPDATE
                """)
        .param("workspace", workspace.value())
        .query(RuntimeColumns::row)
        .list();
  }

  Optional<RuntimeRow> lockHolding(DiskId disk) {
    return jdbc.sql(SELECT + " WHERE r.disk = :disk AND r.state <> 'DELETED' FOR UPDATE")
        .param("disk", disk.value())
        .query(RuntimeColumns::row)
        .optional();
  }

  /** Those who would be the one live runtime wait for each other until the transaction ends. */
  void queueUp(UUID owner, UUID workspace, String tool) {
    jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended(:scope, 0))")
        .param("scope", "launch/%s/%s/%s".formatted(owner, workspace, tool))
        .query(rs -> {});
  }

  void insert(RuntimeRow row) {
    jdbc.sql(
            """
            INSERT INTO runtime (id, workspace, owner, provider, region, tool, machine_type, disk, disk_made, created_at,
                                 desired, drop_disk, generation, wish, cause, state, since, machine)
            VALUES (:id, :workspace, :owner, :provider, :region, :tool, :machineType, :disk, :diskMade, :createdAt,
                    :desired, :dropDisk, :generation, :wish, :cause, :state, :since, :machine)
            """)
        .params(RuntimeColumns.of(row.asked()))
        .params(RuntimeColumns.changing(row))
        .update();
  }

  /**
   * @param generation of the row as it was locked by this transaction
   */
  void update(RuntimeRow row, long generation) {
    int updated =
        jdbc.sql(
                """
                UPDATE runtime
                   SET desired = :desired, drop_disk = :dropDisk, generation = :generation, wish = :wish,
                       cause = :cause, state = :state, since = :since, failure_code = :failureCode,
                       failure_cause = :failureCause, log_tail = :logTail, deleted_at = :deletedAt,
                       machine = :machine, vm_generation = :madeIn, zone = :zone, run_generation = :run,
                       run_limit = make_interval(secs => :runLimitSeconds), started_at = :startedAt,
                       runs_until = :runsUntil, ends_at_latest = :endsAtLatest, address = :address, secret = :secret,
                       was_running = :wasRunning, launch_failed = :launchFailed
                 WHERE id = :id AND generation = :before
                """)
            .params(RuntimeColumns.changing(row))
            .params(Map.of("id", row.id(), "before", generation))
            .update();
    if (updated != 1) {
      throw new IllegalStateException(
          "runtime %s is not in generation %d any more".formatted(row.id(), generation));
    }
  }
}
