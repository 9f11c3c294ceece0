package org.stipend.orchestrator.runtime;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.stipend.orchestrator.runtime.workflow.RuntimeSnapshot.Desired;
import org.stipend.orchestrator.runtime.workflow.RuntimeSnapshot.MachinePhase;

/** One row of {@code runtime}, without what only its workflow needs. */
record RuntimeRow(
    UUID id,
    UUID workspace,
    UUID owner,
    String provider,
    String tool,
    String machineType,
    UUID disk,
    boolean diskMade,
    Instant createdAt,
    Desired desired,
    long generation,
    long wish,
    String cause,
    RuntimeState state,
    Instant since,
    MachinePhase machine,
    long runGeneration,
    boolean launchFailed,
    @Nullable Instant startedAt,
    @Nullable Instant runsUntil,
    @Nullable String failureCode,
    @Nullable String failureCause,
    @Nullable String logTail) {

  static final String COLUMNS =
      """
      r.id, r.workspace, r.owner, r.provider, r.tool, r.machine_type, r.disk, r.disk_made,
      r.created_at, r.desired, r.generation, r.wish, r.cause, r.state, r.since, r.machine,
      r.run_generation, r.launch_failed, r.started_at, r.runs_until,
      r.failure_code, r.failure_cause, r.log_tail
      """;

  static RuntimeRow of(ResultSet rs, int number) throws SQLException {
    return new RuntimeRow(
        rs.getObject("id", UUID.class),
        rs.getObject("workspace", UUID.class),
        rs.getObject("owner", UUID.class),
        rs.getString("provider"),
        rs.getString("tool"),
        rs.getString("machine_type"),
        rs.getObject("disk", UUID.class),
        rs.getBoolean("disk_made"),
        rs.getTimestamp("created_at").toInstant(),
        Desired.valueOf(rs.getString("desired")),
        rs.getLong("generation"),
        rs.getLong("wish"),
        rs.getString("cause"),
        RuntimeState.valueOf(rs.getString("state")),
        rs.getTimestamp("since").toInstant(),
        MachinePhase.valueOf(rs.getString("machine")),
        rs.getLong("run_generation"),
        rs.getBoolean("launch_failed"),
        instant(rs.getTimestamp("started_at")),
        instant(rs.getTimestamp("runs_until")),
        rs.getString("failure_code"),
        rs.getString("failure_cause"),
        rs.getString("log_tail"));
  }

  private static @Nullable Instant instant(@Nullable Timestamp at) {
    return at == null ? null : at.toInstant();
  }

  /** The cloud may have a machine that runs. */
  boolean mayRun() {
    return switch (machine) {
      case STARTING, STARTED, LISTENING, HEALTHY -> true;
      case NONE, OFF -> false;
    };
  }

  /** The machine's meter runs. */
  boolean isMetered() {
    return mayRun() && machine != MachinePhase.STARTING;
  }
}
