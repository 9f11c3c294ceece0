package org.stipend.orchestrator.runtime;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cloud.machine.MachineState;
import org.stipend.cost.RuntimeId;
import org.stipend.cost.WorkspaceId;
import org.stipend.cost.funding.RunLimit;
import org.stipend.orchestrator.admission.Admission;
import org.stipend.orchestrator.admission.Admissions;
import org.stipend.orchestrator.change.Changes;
import org.stipend.orchestrator.change.Kind;
import org.stipend.orchestrator.payer.PoolLocks;
import org.stipend.orchestrator.runtime.workflow.Failure;
import org.stipend.orchestrator.runtime.workflow.MachineReport;
import org.stipend.orchestrator.runtime.workflow.RuntimeSnapshot.Desired;
import org.stipend.orchestrator.runtime.workflow.RuntimeSnapshot.MachinePhase;
import org.stipend.orchestrator.runtime.workflow.Wish;
import org.stipend.orchestrator.usage.Metering;

/**
 * What a report of the cloud means: it opens and closes the machine's meter at the cloud's
 * instants, and a run that ended unasked becomes a state people can act on. Facts are taken
 * whatever the generation; only consequences ask whether the wish still stands.
 */
@Component
final class MachineReports {

  private static final Logger log = LoggerFactory.getLogger(MachineReports.class);

  private final JdbcClient jdbc;
  private final Metering metering;
  private final PoolLocks pools;
  private final Admissions admissions;
  private final Steps steps;
  private final Changes changes;

  MachineReports(
      JdbcClient jdbc,
      Metering metering,
      PoolLocks pools,
      Admissions admissions,
      Steps steps,
      Changes changes) {
    this.jdbc = jdbc;
    this.metering = metering;
    this.pools = pools;
    this.admissions = admissions;
    this.steps = steps;
    this.changes = changes;
  }

  /** Runs inside the caller's database transaction. */
  void take(MachineReport report, Instant now) {
    pools.lockPoolOf(new RuntimeId(report.wish().runtime()));
    RuntimeRow row = lock(report.wish().runtime());
    switch (report.machine()) {
      case MachineState.Running running -> runs(row, running, now);
      case MachineState.Stopped stopped -> ended(row, stopped, report.wish(), now);
      case MachineState.Missing _ -> gone(row, report.wish(), now);
    }
    changes.changed(Kind.RUNTIME, row.id());
  }

  private void runs(RuntimeRow row, MachineState.Running running, Instant now) {
    if (row.isMetered()) {
      return;
    }
    startMeter(row, running.startedAt());
    jdbc.sql(
            """
            UPDATE runtime SET machine = 'STARTED', run_generation = :run, started_at = :started,
                               runs_until = :until, address = :address, secret = :secret
             WHERE id = :id
            """)
        .param("run", running.generation())
        .param("started", Timestamp.from(running.startedAt()))
        .param("until", Timestamp.from(running.runsUntil()))
        .param("address", running.address().toString())
        .param("secret", running.secret())
        .param("id", row.id())
        .update();
    if (row.desired() == Desired.RUNNING) {
      steps.begin(row.id(), Steps.Name.TOOL, now);
    }
    log.atInfo()
        .addKeyValue("runtime", row.id())
        .addKeyValue("startedAt", running.startedAt())
        .log("Machine started");
  }

  private void ended(RuntimeRow row, MachineState.Stopped stopped, Wish wish, Instant now) {
    boolean neverReported =
        row.machine() == MachinePhase.STARTING && stopped.generation() == row.runGeneration();
    if (neverReported) {
      startMeter(row, stopped.startedAt());
    }
    boolean metered = neverReported || row.isMetered();
    if (metered) {
      metering.machineStopped(new RuntimeId(row.id()), stopped.stoppedAt(), stopped.estimated());
      log.atInfo()
          .addKeyValue("runtime", row.id())
          .addKeyValue("stoppedAt", stopped.stoppedAt())
          .addKeyValue("cause", stopped.cause())
          .log("Machine stopped");
    }
    off(row, MachinePhase.OFF, stopped.logTail());
    if (metered && row.desired() == Desired.RUNNING) {
      endedUnasked(row, stopped, wish, now);
    }
    if (metered) {
      platformPaysAFailedLaunch(
          row.id(), row.startedAt() == null ? stopped.startedAt() : row.startedAt());
    }
  }

  private void platformPaysAFailedLaunch(UUID runtime, Instant startedAt) {
    if (lock(runtime).launchFailed()) {
      metering.launchFailed(new RuntimeId(runtime), startedAt);
    }
  }

  private void endedUnasked(RuntimeRow row, MachineState.Stopped stopped, Wish wish, Instant now) {
    Wish current = new Wish(wish.runtime(), row.generation());
    switch (stopped.cause()) {
      case EXITED ->
          fail(
              new Failure(current, "TOOL_EXITED", exitWords(stopped)),
              stopped.logTail(),
              stopped.stoppedAt(),
              now);
      case LOST -> startAgainIfPaid(row, now); // the computer went down under it, or was shut down
      case RUN_LIMIT -> {
        if (wasCutShort(stopped)) {
          startAgainIfPaid(row, now);
        } else {
          stopped(row, "RUN_LIMIT", now);
        }
      }
      case REQUESTED -> {} // of an older wish: the newer one starts it again
    }
  }

  private static String exitWords(MachineState.Stopped stopped) {
    return stopped.exitCode() == null
        ? "The tool ended by itself."
        : "The tool ended by itself with exit code %d.".formatted(stopped.exitCode());
  }

  /** Its limit was that of the credit at its start, and not the usual one. */
  private static boolean wasCutShort(MachineState.Stopped stopped) {
    return Duration.between(stopped.startedAt(), stopped.stoppedAt()).compareTo(RunLimit.USUAL) < 0;
  }

  /** It is still wanted; meanwhile there may be more credit, or none. */
  private void startAgainIfPaid(RuntimeRow row, Instant now) {
    switch (admissions.decide(new WorkspaceId(row.workspace()), row.machineType(), null, now)) {
      case Admission.Admitted _ -> startAgain(row, now);
      case Admission.Unfunded _ -> stopped(row, "CREDIT", now);
    }
  }

  private void startAgain(RuntimeRow row, Instant now) {
    jdbc.sql(
            """
            UPDATE runtime SET generation = generation + 1, wish = generation + 1,
                               state = 'STARTING', since = :now
             WHERE id = :id
            """)
        .param("now", Timestamp.from(now))
        .param("id", row.id())
        .update();
    steps.begin(row.id(), Steps.Name.RESERVE, now);
    steps.finish(row.id(), now);
  }

  private void stopped(RuntimeRow row, String cause, Instant now) {
    jdbc.sql(
            """
            UPDATE runtime SET desired = 'STOPPED', state = 'STOPPED', cause = :cause, since = :now
             WHERE id = :id
            """)
        .param("cause", cause)
        .param("now", Timestamp.from(now))
        .param("id", row.id())
        .update();
    steps.finish(row.id(), now);
  }

  private void gone(RuntimeRow row, Wish wish, Instant now) {
    boolean metered = row.isMetered();
    Instant latest = row.runsUntil() == null ? now : earlier(row.runsUntil(), now);
    if (metered) {
      metering.machineStopped(new RuntimeId(row.id()), latest, true);
      log.atWarn().addKeyValue("runtime", row.id()).log("Machine vanished");
    }
    off(row, MachinePhase.NONE, null);
    if (metered && row.desired() == Desired.RUNNING) {
      Wish current = new Wish(wish.runtime(), row.generation());
      fail(
          new Failure(current, "MACHINE_LOST", "The machine is gone. The disk is kept."),
          null,
          latest,
          now);
    }
    if (metered) {
      platformPaysAFailedLaunch(row.id(), Objects.requireNonNull(row.startedAt()));
    }
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private void off(RuntimeRow row, MachinePhase phase, @Nullable String logTail) {
    jdbc.sql(
            """
            UPDATE runtime SET machine = :phase, address = NULL, secret = NULL, runs_until = NULL,
                               log_tail = coalesce(:tail, log_tail)
             WHERE id = :id
            """)
        .param("phase", phase.name())
        .param("tail", logTail)
        .param("id", row.id())
        .update();
  }

  /**
   * What runs is stopped next: the wish becomes STOPPED, the state says why.
   *
   * @param at when it happened; {@code now} where that is not known better
   */
  void fail(Failure failure, @Nullable String logTail, Instant at, Instant now) {
    UUID runtime = failure.wish().runtime();
    int failed =
        jdbc.sql(
                """
                UPDATE runtime SET state = 'FAILED', desired = 'STOPPED', since = :at,
                                   launch_failed = NOT was_running,
                                   failure_code = :code, failure_cause = :cause, log_tail = :tail
                 WHERE id = :id AND generation = :generation AND desired = 'RUNNING'
                """)
            .param("at", Timestamp.from(at))
            .param("code", failure.code())
            .param("cause", failure.cause())
            .param("tail", logTail)
            .param("id", runtime)
            .param("generation", failure.wish().generation())
            .update();
    if (failed == 1) {
      steps.fail(runtime, failure.code(), now);
      changes.changed(Kind.RUNTIME, runtime);
      log.atWarn()
          .addKeyValue("runtime", runtime)
          .addKeyValue("code", failure.code())
          .log("Runtime failed: {}", failure.cause());
    }
  }

  private void startMeter(RuntimeRow row, Instant startedAt) {
    metering.machineStarted(
        new Metering.Machine(
            new RuntimeId(row.id()),
            new WorkspaceId(row.workspace()),
            row.owner(),
            row.tool(),
            row.machineType()),
        startedAt);
  }

  private RuntimeRow lock(UUID runtime) {
    return jdbc.sql("SELECT " + RuntimeRow.COLUMNS + " FROM runtime r WHERE r.id = :id FOR UPDATE")
        .param("id", runtime)
        .query(RuntimeRow::of)
        .single();
  }
}
