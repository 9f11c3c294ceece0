package org.stipend.orchestrator.runtime;

import java.time.Instant;
import org.stipend.orchestrator.runtime.Consequence.DiskFate;
import org.stipend.orchestrator.runtime.RuntimeRow.Shown;
import org.stipend.orchestrator.runtime.workflow.RuntimeSnapshot.Desired;
import org.stipend.orchestrator.runtime.workflow.RuntimeSnapshot.MachinePhase;

/** What follows from a step of the workflow that was done for the present wish. */
final class Progress {

  private Progress() {}

  static Consequence after(RuntimeRow row, Happening.Done done, Instant now) {
    return switch (done) {
      case Happening.RunBegun begun -> begins(row, begun);
      case Happening.ToolListens _ -> listens(row);
      case Happening.ToolHealthy _ -> healthy(row, now);
      case Happening.NoRoom none -> noRoom(row, none.then(), now);
      case Happening.WishFulfilled _ -> settled(row, now);
      case Happening.WishFailed failed ->
          row.desired() == Desired.RUNNING
              ? Ends.failed(row, Words.failed(failed.code(), failed.cause()), null, now)
              : Consequence.of(row);
    };
  }

  /** From here on the machine may exist, whatever crashes. */
  private static Consequence begins(RuntimeRow row, Happening.RunBegun begun) {
    if (row.desired() != Desired.RUNNING || row.machine().mayRun()) {
      return Consequence.of(row);
    }
    return Consequence.of(
            row.with(row.machine().starting(row.generation(), begun.runLimit(), begun.zone())))
        .with(new Mark.Begun(begun.zone() == null ? Steps.Name.VM : Steps.Name.CAPACITY));
  }

  /** It is still wanted. Its workflow is the one that tells of this, and goes on by itself. */
  private static Consequence noRoom(RuntimeRow row, Zones.Verdict then, Instant now) {
    if (row.desired() != Desired.RUNNING || row.machine().phase() != MachinePhase.STARTING) {
      return Consequence.of(row);
    }
    return switch (then) {
      case Zones.Verdict.Next _ ->
          Consequence.of(
              row.with(row.wanted().elsewhere())
                  .with(
                      row.machine()
                          .ended(row.machine().isNew() ? MachinePhase.NONE : MachinePhase.OFF)));
      case Zones.Verdict.Nowhere nowhere ->
          Ends.failed(row, Words.failed("NO_CAPACITY", nowhere.words()), null, now);
    };
  }

  private static Consequence listens(RuntimeRow row) {
    if (row.machine().phase() != MachinePhase.STARTED) {
      return Consequence.of(row);
    }
    return Consequence.of(row.with(row.machine().in(MachinePhase.LISTENING)))
        .with(new Mark.Begun(Steps.Name.HEALTH));
  }

  private static Consequence healthy(RuntimeRow row, Instant now) {
    return row.machine().phase() == MachinePhase.LISTENING
        ? settled(row.with(row.machine().in(MachinePhase.HEALTHY)), now)
        : Consequence.of(row);
  }

  private static Consequence settled(RuntimeRow row, Instant now) {
    if (row.isSettled()) {
      return Consequence.of(row);
    }
    Consequence settled =
        switch (row.desired()) {
          case RUNNING ->
              Consequence.of(
                  row.with(row.shown().as(RuntimeState.RUNNING, now)).with(row.machine().opened()));
          case STOPPED -> Consequence.of(row.with(row.shown().as(RuntimeState.STOPPED, now)));
          case DELETED -> deleted(row, now);
        };
    return settled.with(new Mark.Finished());
  }

  private static Consequence deleted(RuntimeRow row, Instant now) {
    Shown shown = row.shown();
    return Consequence.of(
            row.with(new Shown(RuntimeState.DELETED, now, shown.failed(), shown.logTail(), now)))
        .with(row.wanted().dropDisk() ? DiskFate.DROPPED : DiskFate.RELEASED);
  }
}
