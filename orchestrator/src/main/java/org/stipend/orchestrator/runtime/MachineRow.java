package org.stipend.orchestrator.runtime;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.stipend.cloud.machine.MachineState;
import org.stipend.orchestrator.runtime.workflow.RuntimeSnapshot.MachinePhase;

/**
 * What the cloud showed of a runtime's machine and of its present or last run.
 *
 * @param madeIn generation in which the machine was made: its name
 * @param zone where it was made; null where the provider has none
 * @param run generation for which that run was started
 * @param endsAtLatest {@code runsUntil} cannot be moved past it; null where it can be moved at will
 * @param secret sealed, as {@link ToolSecrets} does
 * @param wasRunning a person could open that run at least once
 * @param launchFailed nobody could open that run, and not for want of waiting: the platform pays it
 */
record MachineRow(
    MachinePhase phase,
    long madeIn,
    @Nullable String zone,
    long run,
    @Nullable Duration runLimit,
    @Nullable Instant startedAt,
    @Nullable Instant runsUntil,
    @Nullable Instant endsAtLatest,
    @Nullable String address,
    @Nullable String secret,
    boolean wasRunning,
    boolean launchFailed) {

  static final MachineRow NONE =
      new MachineRow(
          MachinePhase.NONE, 0, null, 0, null, null, null, null, null, null, false, false);

  /** The cloud may have a machine that runs. */
  boolean mayRun() {
    return switch (phase) {
      case STARTING, STARTED, LISTENING, HEALTHY -> true;
      case NONE, OFF -> false;
    };
  }

  /** Its meter runs. */
  boolean isMetered() {
    return mayRun() && phase != MachinePhase.STARTING;
  }

  /** Its present run is its first. */
  boolean isNew() {
    return madeIn == run;
  }

  /**
   * @param where null where the provider has no zones
   */
  MachineRow starting(long generation, Duration limit, @Nullable String where) {
    long made = phase == MachinePhase.NONE ? generation : madeIn;
    return new MachineRow(
        MachinePhase.STARTING,
        made,
        where,
        generation,
        limit,
        null,
        null,
        null,
        null,
        null,
        false,
        false);
  }

  MachineRow started(MachineState.Running running) {
    return new MachineRow(
        MachinePhase.STARTED,
        madeIn,
        zone,
        running.generation(),
        runLimit,
        running.startedAt(),
        running.runsUntil(),
        running.endsAtLatest(),
        running.address().toString(),
        running.secret(),
        wasRunning,
        launchFailed);
  }

  /** Its own end was moved. */
  MachineRow until(Instant end) {
    return new MachineRow(
        phase,
        madeIn,
        zone,
        run,
        runLimit,
        startedAt,
        end,
        endsAtLatest,
        address,
        secret,
        wasRunning,
        launchFailed);
  }

  MachineRow in(MachinePhase next) {
    return new MachineRow(
        next,
        madeIn,
        zone,
        run,
        runLimit,
        startedAt,
        runsUntil,
        endsAtLatest,
        address,
        secret,
        wasRunning,
        launchFailed);
  }

  /** It exists and is off, or it does not exist. */
  MachineRow ended(MachinePhase off) {
    return new MachineRow(
        off,
        madeIn,
        zone,
        run,
        runLimit,
        startedAt,
        null,
        null,
        null,
        null,
        wasRunning,
        launchFailed);
  }

  MachineRow opened() {
    return new MachineRow(
        phase,
        madeIn,
        zone,
        run,
        runLimit,
        startedAt,
        runsUntil,
        endsAtLatest,
        address,
        secret,
        true,
        false);
  }

  /** A launch fails once; what a person could open was no failed launch. */
  MachineRow failed() {
    return new MachineRow(
        phase,
        madeIn,
        zone,
        run,
        runLimit,
        startedAt,
        runsUntil,
        endsAtLatest,
        address,
        secret,
        wasRunning,
        !wasRunning);
  }
}
