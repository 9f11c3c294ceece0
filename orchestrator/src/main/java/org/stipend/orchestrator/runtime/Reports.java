package org.stipend.orchestrator.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.stipend.cloud.machine.MachineState;
import org.stipend.cost.funding.RunLimit;
import org.stipend.orchestrator.runtime.Consequence.DiskFate;
import org.stipend.orchestrator.runtime.RuntimeRow.Failed;
import org.stipend.orchestrator.runtime.workflow.RuntimeSnapshot.Desired;
import org.stipend.orchestrator.runtime.workflow.RuntimeSnapshot.MachinePhase;
import org.stipend.orchestrator.usage.MachineFact;

/**
 * What a report of the cloud means: it opens and closes the machine's meter at the cloud's
 * instants, and a run that ended unasked becomes a state people can act on. Facts are taken
 * whatever has been wished since; but what was seen before the present run began says nothing of
 * it, and what it says of the run before is known: no run begins before the end of the last one is.
 */
final class Reports {

  private Reports() {}

  static Consequence after(RuntimeRow row, Happening.MachineSeen seen, Instant now) {
    if (seen.generation() < row.machine().run()) {
      return Consequence.of(row);
    }
    return switch (seen.machine()) {
      case MachineState.Running running -> runs(row, running);
      case MachineState.Starting _, MachineState.Stopping _ -> Consequence.of(row);
      case MachineState.Stopped stopped -> ended(row, stopped, now);
      case MachineState.Missing _ -> gone(row, seen.missedSince(), now);
    };
  }

  private static Consequence runs(RuntimeRow row, MachineState.Running running) {
    boolean hasEnded =
        !row.machine().mayRun() && running.startedAt().equals(row.machine().startedAt());
    if (row.machine().isMetered() || hasEnded) {
      return Consequence.of(row);
    }
    Consequence started =
        Consequence.of(row.with(row.machine().started(running)))
            .with(new MachineFact.Started(running.startedAt()))
            .with(DiskFate.WRITTEN);
    return row.desired() == Desired.RUNNING
        ? started.with(new Mark.Begun(Steps.Name.TOOL))
        : started;
  }

  private static Consequence ended(RuntimeRow row, MachineState.Stopped stopped, Instant now) {
    RuntimeRow off =
        row.with(row.machine().ended(MachinePhase.OFF))
            .with(row.shown().withLogTail(stopped.logTail()));
    boolean neverReported =
        row.machine().phase() == MachinePhase.STARTING
            && stopped.generation() == row.machine().run();
    if (!neverReported && !row.machine().isMetered()) {
      return Consequence.of(off);
    }
    Instant startedAt =
        neverReported
            ? stopped.startedAt()
            : Objects.requireNonNullElse(row.machine().startedAt(), stopped.startedAt());
    Consequence end =
        row.desired() == Desired.RUNNING ? endedUnasked(off, stopped, now) : Consequence.of(off);
    List<MachineFact> facts = new ArrayList<>();
    if (neverReported) {
      end = end.with(DiskFate.WRITTEN);
      facts.add(new MachineFact.Started(startedAt));
    }
    facts.add(new MachineFact.Stopped(stopped.stoppedAt(), stopped.estimated()));
    return metering(end, facts, startedAt);
  }

  private static Consequence metering(Consequence end, List<MachineFact> facts, Instant startedAt) {
    Consequence metered = end.with(facts.toArray(MachineFact[]::new));
    return end.row().machine().launchFailed()
        ? metered.with(new MachineFact.LaunchFailed(startedAt))
        : metered;
  }

  private static Consequence endedUnasked(
      RuntimeRow off, MachineState.Stopped stopped, Instant now) {
    return switch (stopped.cause()) {
      case EXITED ->
          Ends.failed(
              off,
              new Failed("TOOL_EXITED", exitWords(stopped)),
              stopped.logTail(),
              stopped.stoppedAt());
      case LOST -> // the computer went down under it, or was shut down
          Consequence.of(off).ifPaid();
      case PREEMPTED -> Ends.stopped(off, Cause.PREEMPTED, now);
      case POWERED_OFF -> Ends.stopped(off, Cause.POWERED_OFF, now);
      case OUTSIDE -> Ends.stopped(off, Cause.OUTSIDE, now);
      case RUN_LIMIT ->
          wasCutShort(stopped)
              ? Consequence.of(off).ifPaid()
              : Ends.stopped(off, Cause.RUN_LIMIT, now);
      case REQUESTED -> // of an older wish: the newer one starts it again
          Consequence.of(off);
    };
  }

  private static String exitWords(MachineState.Stopped stopped) {
    return stopped.exitCode() == null
        ? "The tool ended by itself."
        : "The tool ended by itself with exit code %d.".formatted(stopped.exitCode());
  }

  /** It ended where its credit was to end, and not after the longest run. */
  private static boolean wasCutShort(MachineState.Stopped stopped) {
    return Duration.between(stopped.startedAt(), stopped.stoppedAt()).compareTo(RunLimit.USUAL) < 0;
  }

  private static Consequence gone(RuntimeRow row, @Nullable Instant missedSince, Instant now) {
    RuntimeRow none = row.with(row.machine().ended(MachinePhase.NONE));
    if (!row.machine().isMetered()) {
      return Consequence.of(none);
    }
    Instant latest = latestEnd(row.machine(), missedSince, now);
    Consequence end =
        row.desired() == Desired.RUNNING
            ? Ends.failed(
                none,
                new Failed("MACHINE_LOST", "The machine is gone. The disk is kept."),
                null,
                latest)
            : Consequence.of(none);
    return metering(
        end,
        List.of(new MachineFact.Stopped(latest, true)),
        Objects.requireNonNull(row.machine().startedAt()));
  }

  /** Nobody saw its end: it was over when it was missed, and by its run limit. */
  private static Instant latestEnd(MachineRow machine, @Nullable Instant missedSince, Instant now) {
    Instant start = Objects.requireNonNull(machine.startedAt());
    Instant limit = Objects.requireNonNullElse(machine.runsUntil(), now);
    Instant latest = limit.isBefore(now) ? limit : now;
    return missedSince != null && missedSince.isAfter(start) && missedSince.isBefore(latest)
        ? missedSince
        : latest;
  }
}
