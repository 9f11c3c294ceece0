package org.stipend.orchestrator.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.stipend.cost.RuntimeId;
import org.stipend.cost.WorkspaceId;
import org.stipend.orchestrator.funding.Admission;
import org.stipend.orchestrator.funding.Admissions;
import org.stipend.orchestrator.funding.NewDisk;
import org.stipend.orchestrator.funding.PoolLocks;
import org.stipend.orchestrator.metering.Metering;

/**
 * All that a runtime's life has to do with money: what it asks for and what it tells, at one door.
 */
@Component
final class RuntimeMoney {

  private static final Logger log = LoggerFactory.getLogger(RuntimeMoney.class);

  private final PoolLocks pools;
  private final Admissions admissions;
  private final Metering metering;

  RuntimeMoney(PoolLocks pools, Admissions admissions, Metering metering) {
    this.pools = pools;
    this.admissions = admissions;
    this.metering = metering;
  }

  /** Before the runtime's own row: two transactions never wait for each other then. */
  void lockPoolOf(RuntimeId runtime) {
    pools.lockPoolOf(runtime);
  }

  Admission admit(WorkspaceId workspace, String machineType, @Nullable NewDisk disk, Instant now) {
    return admissions.decide(workspace, machineType, disk, now);
  }

  /** Whether the credit carries another run of it. */
  Happening judge(RuntimeRow row, Instant now) {
    WorkspaceId workspace = new WorkspaceId(row.workspace());
    return switch (admissions.decide(workspace, row.machineType(), null, now)) {
      case Admission.Admitted _ -> new Happening.Paid();
      case Admission.Unfunded _ -> new Happening.Unpaid();
    };
  }

  /** The dead-man switch of a machine that is about to start. */
  Duration runLimit(RuntimeRow row, Instant now) {
    return admissions.runLimit(new WorkspaceId(row.workspace()), row.machineType(), now);
  }

  /** Once per report: all that it says of the machine's meter, in order. */
  void meter(RuntimeRow row, List<Metered> facts) {
    RuntimeId runtime = new RuntimeId(row.id());
    for (Metered fact : facts) {
      switch (fact) {
        case Metered.Started started ->
            metering.machineStarted(
                runtime, new WorkspaceId(row.workspace()), row.machineType(), started.at());
        case Metered.Stopped stopped ->
            metering.machineStopped(runtime, stopped.at(), stopped.estimated());
        case Metered.LaunchFailed failed -> metering.launchFailed(runtime, failed.startedAt());
      }
      log.atInfo().addKeyValue("runtime", runtime).addKeyValue("fact", fact).log("Machine metered");
    }
  }
}
