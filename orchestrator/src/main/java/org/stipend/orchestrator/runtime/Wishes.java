package org.stipend.orchestrator.runtime;

import java.time.Instant;
import org.stipend.orchestrator.runtime.Consequence.DiskFate;
import org.stipend.orchestrator.runtime.RuntimeRow.Shown;
import org.stipend.orchestrator.runtime.RuntimeRow.Wanted;
import org.stipend.orchestrator.runtime.workflow.RuntimeSnapshot.Desired;
import org.stipend.orchestrator.runtime.workflow.RuntimeSnapshot.MachinePhase;

/** What follows from a wish; whether somebody may wish it was asked before ({@link Allowed}). */
final class Wishes {

  private Wishes() {}

  static Consequence after(RuntimeRow row, Happening.Wished wish, Instant now) {
    return switch (wish) {
      case Happening.ToRun run ->
          row.desired() == Desired.STOPPED ? running(row, run, now) : Consequence.of(row);
      case Happening.ToStop stop ->
          row.desired() == Desired.RUNNING ? stopped(row, stop, now) : Consequence.of(row);
      case Happening.TakenBack back -> takenBack(row, back, now);
      case Happening.ToDelete delete ->
          row.desired() == Desired.DELETED ? Consequence.of(row) : deleted(row, false, delete, now);
      case Happening.ToDeleteWithDisk delete ->
          row.desired() == Desired.DELETED
              ? alsoDroppingTheDisk(row)
              : deleted(row, true, delete, now);
    };
  }

  private static Consequence running(RuntimeRow row, Happening.Wished wish, Instant now) {
    return wanted(row, row.wanted().next(Desired.RUNNING, false, wish.cause()), now)
        .with(new Mark.Begun(Steps.Name.RESERVE), new Mark.Finished())
        .with(DiskFate.USED);
  }

  private static Consequence stopped(RuntimeRow row, Happening.Wished wish, Instant now) {
    return wanted(row, row.wanted().next(Desired.STOPPED, false, wish.cause()), now)
        .with(new Mark.Begun(Steps.Name.STOP));
  }

  private static Consequence deleted(
      RuntimeRow row, boolean dropDisk, Happening.Wished wish, Instant now) {
    return wanted(row, row.wanted().next(Desired.DELETED, dropDisk, wish.cause()), now)
        .with(new Mark.Begun(Steps.Name.DELETE_VM));
  }

  private static Consequence takenBack(RuntimeRow row, Happening.Wished wish, Instant now) {
    if (isFirstLaunch(row)) {
      return deleted(row, row.asked().diskMade(), wish, now);
    }
    return isUnderWay(row) ? stopped(row, wish, now) : Consequence.of(row);
  }

  static boolean isFirstLaunch(RuntimeRow row) {
    return row.state() == RuntimeState.STARTING && row.wanted().wish() == 1;
  }

  /** A start, or a deletion that still has something to delete. */
  static boolean isUnderWay(RuntimeRow row) {
    return row.state() == RuntimeState.STARTING
        || (row.state() == RuntimeState.DELETING && row.machine().phase() != MachinePhase.NONE);
  }

  /** While it is being deleted; afterwards its disk is deleted by itself. */
  private static Consequence alsoDroppingTheDisk(RuntimeRow row) {
    Wanted wanted = row.wanted();
    return Consequence.of(
        row.state() == RuntimeState.DELETED
            ? row
            : row.with(
                new Wanted(
                    wanted.desired(), true, wanted.generation(), wanted.wish(), wanted.cause())));
  }

  private static Consequence wanted(RuntimeRow row, Wanted wanted, Instant now) {
    RuntimeState shown =
        switch (wanted.desired()) {
          case RUNNING -> RuntimeState.STARTING;
          case STOPPED -> RuntimeState.STOPPING;
          case DELETED -> RuntimeState.DELETING;
        };
    return Consequence.of(row.with(wanted).with(Shown.of(shown, now))).poking();
  }
}
