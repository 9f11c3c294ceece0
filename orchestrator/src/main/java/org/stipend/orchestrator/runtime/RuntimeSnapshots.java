package org.stipend.orchestrator.runtime;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cloud.TaskQueues;
import org.stipend.cloud.Tool;
import org.stipend.cost.DiskId;
import org.stipend.cost.RuntimeId;
import org.stipend.orchestrator.disk.Disks;
import org.stipend.orchestrator.runtime.workflow.RuntimeSnapshot;
import org.stipend.orchestrator.runtime.workflow.RuntimeSnapshot.Desired;
import org.stipend.orchestrator.runtime.workflow.RuntimeSnapshot.MachinePhase;

/** A runtime's rows as its workflow sees them. */
@Component
final class RuntimeSnapshots {

  private final JdbcClient jdbc;
  private final Disks disks;
  private final ToolOrigins origins;

  RuntimeSnapshots(JdbcClient jdbc, Disks disks, ToolOrigins origins) {
    this.jdbc = jdbc;
    this.disks = disks;
    this.origins = origins;
  }

  RuntimeSnapshot of(UUID runtime) {
    return jdbc.sql(
            """
            SELECT r.id, r.workspace, r.generation, r.desired, r.state, r.machine, r.vm_generation,
                   r.run_generation, extract(epoch FROM r.run_limit)::bigint AS run_limit_seconds,
                   r.tool, r.machine_type, r.disk, r.address, r.secret
              FROM runtime r WHERE r.id = :runtime
            """)
        .param("runtime", runtime)
        .query(this::snapshot)
        .single();
  }

  private RuntimeSnapshot snapshot(ResultSet rs, int number) throws SQLException {
    UUID runtime = rs.getObject("id", UUID.class);
    Desired desired = Desired.valueOf(rs.getString("desired"));
    RuntimeState state = RuntimeState.valueOf(rs.getString("state"));
    Long limit = rs.getObject("run_limit_seconds", Long.class);
    UUID disk = rs.getObject("disk", UUID.class);
    Disks.Held held = disks.held(new DiskId(disk));
    String address = rs.getString("address");
    return new RuntimeSnapshot(
        runtime,
        rs.getObject("workspace", UUID.class),
        rs.getLong("generation"),
        desired,
        isSettled(desired, state),
        MachinePhase.valueOf(rs.getString("machine")),
        rs.getLong("vm_generation"),
        rs.getLong("run_generation"),
        limit == null ? null : Duration.ofSeconds(limit),
        Tool.valueOf(rs.getString("tool")),
        rs.getString("machine_type"),
        disk,
        held.ready(),
        held.type(),
        held.sizeGib(),
        origins.of(new RuntimeId(runtime)),
        address == null ? null : URI.create(address),
        rs.getString("secret"),
        TaskQueues.LOCAL);
  }

  private static boolean isSettled(Desired desired, RuntimeState state) {
    return switch (desired) {
      case RUNNING -> state == RuntimeState.RUNNING;
      case STOPPED -> state == RuntimeState.STOPPED || state == RuntimeState.FAILED;
      case DELETED -> state == RuntimeState.DELETED;
    };
  }
}
