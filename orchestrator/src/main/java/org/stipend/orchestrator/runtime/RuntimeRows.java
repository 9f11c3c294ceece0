package org.stipend.orchestrator.runtime;

import io.temporal.spring.boot.ActivityImpl;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.stipend.cloud.TaskQueues;
import org.stipend.cost.DiskId;
import org.stipend.cost.RuntimeId;
import org.stipend.cost.WorkspaceId;
import org.stipend.orchestrator.change.Changes;
import org.stipend.orchestrator.change.Kind;
import org.stipend.orchestrator.disk.Disks;
import org.stipend.orchestrator.funding.Admissions;
import org.stipend.orchestrator.funding.PoolLocks;
import org.stipend.orchestrator.runtime.workflow.DiskReport;
import org.stipend.orchestrator.runtime.workflow.Failure;
import org.stipend.orchestrator.runtime.workflow.MachineReport;
import org.stipend.orchestrator.runtime.workflow.RuntimeLedger;
import org.stipend.orchestrator.runtime.workflow.RuntimeSnapshot;
import org.stipend.orchestrator.runtime.workflow.RuntimeSnapshot.MachinePhase;
import org.stipend.orchestrator.runtime.workflow.Wish;

/** The rows behind {@code runtime/<id>}: one database transaction per report. */
@Component
@ActivityImpl(taskQueues = TaskQueues.ENGINE)
final class RuntimeRows implements RuntimeLedger {

  private static final Logger log = LoggerFactory.getLogger(RuntimeRows.class);

  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;
  private final InstantSource clock;
  private final Disks disks;
  private final PoolLocks pools;
  private final Admissions admissions;
  private final MachineReports reports;
  private final Steps steps;
  private final Changes changes;
  private final RuntimeSnapshots snapshots;

  RuntimeRows(
      JdbcClient jdbc,
      TransactionTemplate transactions,
      InstantSource clock,
      Disks disks,
      PoolLocks pools,
      Admissions admissions,
      MachineReports reports,
      Steps steps,
      Changes changes,
      RuntimeSnapshots snapshots) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.clock = clock;
    this.disks = disks;
    this.pools = pools;
    this.admissions = admissions;
    this.reports = reports;
    this.steps = steps;
    this.changes = changes;
    this.snapshots = snapshots;
  }

  @Override
  public RuntimeSnapshot load(UUID runtime) {
    return snapshots.of(runtime);
  }

  @Override
  public void beginRun(Wish wish) {
    Instant now = clock.instant();
    transactions.executeWithoutResult(status -> {
      Asked asked = asked(wish.runtime());
      Duration limit =
          admissions.runLimit(new WorkspaceId(asked.workspace()), asked.machineType(), now);
      int begun =
          jdbc.sql(
                  """
                  UPDATE runtime
                     SET vm_generation = CASE machine WHEN 'NONE' THEN generation ELSE vm_generation END,
                         run_generation = generation, machine = 'STARTING',
                         run_limit = make_interval(secs => :seconds), was_running = false, launch_failed = false,
                         started_at = NULL, runs_until = NULL, address = NULL, secret = NULL
                   WHERE id = :id AND generation = :generation
                     AND desired = 'RUNNING' AND machine IN ('NONE', 'OFF')
                  """)
              .param("seconds", limit.toSeconds())
              .param("id", wish.runtime())
              .param("generation", wish.generation())
              .update();
      if (begun == 1) {
        steps.begin(wish.runtime(), Steps.Name.VM, now);
        changes.changed(Kind.RUNTIME, wish.runtime());
      }
    });
  }

  @Override
  public void diskCreated(DiskReport report) {
    Instant now = clock.instant();
    UUID runtime = report.wish().runtime();
    transactions.executeWithoutResult(status -> {
      pools.lockPoolOf(new RuntimeId(runtime));
      DiskId disk = new DiskId(asked(runtime).disk());
      if (disks.created(disk, report.created().createdAt())) {
        steps.finish(runtime, now);
        changes.changed(Kind.RUNTIME, runtime);
      }
    });
  }

  @Override
  public void machine(MachineReport report) {
    Instant now = clock.instant();
    transactions.executeWithoutResult(status -> reports.take(report, now));
  }

  @Override
  public void listening(Wish wish) {
    Instant now = clock.instant();
    transactions.executeWithoutResult(status -> {
      if (advance(wish, MachinePhase.STARTED, MachinePhase.LISTENING)) {
        steps.begin(wish.runtime(), Steps.Name.HEALTH, now);
        changes.changed(Kind.RUNTIME, wish.runtime());
      }
    });
  }

  @Override
  public void healthy(Wish wish) {
    Instant now = clock.instant();
    transactions.executeWithoutResult(status -> {
      if (advance(wish, MachinePhase.LISTENING, MachinePhase.HEALTHY)) {
        settle(wish, now);
      }
    });
  }

  private boolean advance(Wish wish, MachinePhase from, MachinePhase to) {
    return jdbc.sql(
                """
                UPDATE runtime SET machine = :to
                 WHERE id = :id AND generation = :generation AND machine = :from
                """)
            .param("to", to.name())
            .param("id", wish.runtime())
            .param("generation", wish.generation())
            .param("from", from.name())
            .update()
        == 1;
  }

  @Override
  public void settled(Wish wish) {
    Instant now = clock.instant();
    transactions.executeWithoutResult(status -> settle(wish, now));
  }

  private void settle(Wish wish, Instant now) {
    int settled =
        jdbc.sql(
                """
                UPDATE runtime
                   SET state = desired, since = :now,
                       was_running = was_running OR desired = 'RUNNING',
                       launch_failed = launch_failed AND desired <> 'RUNNING',
                       deleted_at = CASE desired WHEN 'DELETED' THEN :now ELSE deleted_at END
                 WHERE id = :id AND generation = :generation AND state <> desired
                   AND NOT (desired = 'STOPPED' AND state = 'FAILED')
                """)
            .param("now", Timestamp.from(now))
            .param("id", wish.runtime())
            .param("generation", wish.generation())
            .update();
    if (settled == 0) {
      return;
    }
    steps.finish(wish.runtime(), now);
    releaseDisk(wish.runtime());
    changes.changed(Kind.RUNTIME, wish.runtime());
    log.atInfo().addKeyValue("runtime", wish.runtime()).log("Runtime has what was wanted");
  }

  /** A deleted runtime lets go of its disk; a disk that was not to stay, or never was, goes too. */
  private void releaseDisk(UUID runtime) {
    jdbc.sql("SELECT disk, drop_disk FROM runtime WHERE id = :runtime AND state = 'DELETED'")
        .param("runtime", runtime)
        .query(Let.class)
        .optional()
        .ifPresent(let -> {
          if (let.dropDisk()) {
            disks.drop(new DiskId(let.disk()));
          } else {
            disks.release(new DiskId(let.disk()));
          }
        });
  }

  @Override
  public void failed(Failure failure) {
    Instant now = clock.instant();
    transactions.executeWithoutResult(status -> reports.fail(failure, null, now, now));
  }

  private Asked asked(UUID runtime) {
    return jdbc.sql("SELECT workspace, machine_type, disk FROM runtime WHERE id = :id")
        .param("id", runtime)
        .query(Asked.class)
        .single();
  }

  private record Asked(UUID workspace, String machineType, UUID disk) {}

  private record Let(UUID disk, boolean dropDisk) {}
}
