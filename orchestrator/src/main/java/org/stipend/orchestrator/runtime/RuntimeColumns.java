package org.stipend.orchestrator.runtime;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.stipend.cloud.Place;
import org.stipend.orchestrator.runtime.RuntimeRow.Asked;
import org.stipend.orchestrator.runtime.RuntimeRow.Failed;
import org.stipend.orchestrator.runtime.RuntimeRow.Shown;
import org.stipend.orchestrator.runtime.RuntimeRow.Wanted;
import org.stipend.orchestrator.runtime.workflow.RuntimeSnapshot.Desired;
import org.stipend.orchestrator.runtime.workflow.RuntimeSnapshot.MachinePhase;

/** A {@link RuntimeRow} in the columns of table {@code runtime}, here called {@code r}. */
final class RuntimeColumns {

  static final String ALL =
      """
      r.id, r.workspace, r.owner, r.provider, r.region, r.tool, r.machine_type, r.disk, r.disk_made,
      r.created_at, r.desired, r.drop_disk, r.generation, r.wish, r.cause, r.state, r.since,
      r.failure_code, r.failure_cause, r.log_tail, r.deleted_at, r.machine, r.vm_generation, r.zone,
      r.run_generation, extract(epoch FROM r.run_limit)::bigint AS run_limit_seconds, r.started_at,
      r.runs_until, r.ends_at_latest, r.address, r.secret, r.was_running, r.launch_failed
      """;

  private RuntimeColumns() {}

  static RuntimeRow row(ResultSet rs, int number) throws SQLException {
    return new RuntimeRow(asked(rs), wanted(rs), shown(rs), machine(rs));
  }

  private static Asked asked(ResultSet rs) throws SQLException {
    return new Asked(
        rs.getObject("id", UUID.class),
        rs.getObject("workspace", UUID.class),
        rs.getObject("owner", UUID.class),
        new Place(rs.getString("provider"), rs.getString("region")),
        rs.getString("tool"),
        rs.getString("machine_type"),
        rs.getObject("disk", UUID.class),
        rs.getBoolean("disk_made"),
        rs.getTimestamp("created_at").toInstant());
  }

  private static Wanted wanted(ResultSet rs) throws SQLException {
    return new Wanted(
        Desired.valueOf(rs.getString("desired")),
        rs.getBoolean("drop_disk"),
        rs.getLong("generation"),
        rs.getLong("wish"),
        Cause.valueOf(rs.getString("cause")));
  }

  private static Shown shown(ResultSet rs) throws SQLException {
    String code = rs.getString("failure_code");
    return new Shown(
        RuntimeState.valueOf(rs.getString("state")),
        rs.getTimestamp("since").toInstant(),
        code == null ? null : new Failed(code, rs.getString("failure_cause")),
        rs.getString("log_tail"),
        instant(rs, "deleted_at"));
  }

  private static MachineRow machine(ResultSet rs) throws SQLException {
    Long limit = rs.getObject("run_limit_seconds", Long.class);
    return new MachineRow(
        MachinePhase.valueOf(rs.getString("machine")),
        rs.getLong("vm_generation"),
        rs.getString("zone"),
        rs.getLong("run_generation"),
        limit == null ? null : Duration.ofSeconds(limit),
        instant(rs, "started_at"),
        instant(rs, "runs_until"),
        instant(rs, "ends_at_latest"),
        rs.getString("address"),
        rs.getString("secret"),
        rs.getBoolean("was_running"),
        rs.getBoolean("launch_failed"));
  }

  /** What never changes. */
  static Map<String, @Nullable Object> of(Asked asked) {
    Map<String, @Nullable Object> params = new LinkedHashMap<>();
    params.put("id", asked.id());
    params.put("workspace", asked.workspace());
    params.put("owner", asked.owner());
    params.put("provider", asked.place().provider());
    params.put("region", asked.place().region());
    params.put("tool", asked.tool());
    params.put("machineType", asked.machineType());
    params.put("disk", asked.disk());
    params.put("diskMade", asked.diskMade());
    params.put("createdAt", Timestamp.from(asked.createdAt()));
    return params;
  }

  /** All that may change. */
  static Map<String, @Nullable Object> changing(RuntimeRow row) {
    Map<String, @Nullable Object> params = new LinkedHashMap<>();
    put(params, row.wanted());
    put(params, row.shown());
    put(params, row.machine());
    return params;
  }

  private static void put(Map<String, @Nullable Object> params, Wanted wanted) {
    params.put("desired", wanted.desired().name());
    params.put("dropDisk", wanted.dropDisk());
    params.put("generation", wanted.generation());
    params.put("wish", wanted.wish());
    params.put("cause", wanted.cause().name());
  }

  private static void put(Map<String, @Nullable Object> params, Shown shown) {
    Failed failed = shown.failed();
    params.put("state", shown.state().name());
    params.put("since", Timestamp.from(shown.since()));
    params.put("failureCode", failed == null ? null : failed.code());
    params.put("failureCause", failed == null ? null : failed.cause());
    params.put("logTail", shown.logTail());
    params.put("deletedAt", timestamp(shown.deletedAt()));
  }

  private static void put(Map<String, @Nullable Object> params, MachineRow machine) {
    Duration limit = machine.runLimit();
    params.put("machine", machine.phase().name());
    params.put("madeIn", machine.madeIn());
    params.put("zone", machine.zone());
    params.put("run", machine.run());
    params.put("runLimitSeconds", limit == null ? null : limit.toSeconds());
    params.put("startedAt", timestamp(machine.startedAt()));
    params.put("runsUntil", timestamp(machine.runsUntil()));
    params.put("endsAtLatest", timestamp(machine.endsAtLatest()));
    params.put("address", machine.address());
    params.put("secret", machine.secret());
    params.put("wasRunning", machine.wasRunning());
    params.put("launchFailed", machine.launchFailed());
  }

  private static @Nullable Timestamp timestamp(@Nullable Instant at) {
    return at == null ? null : Timestamp.from(at);
  }

  private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
    Timestamp at = rs.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }
}
