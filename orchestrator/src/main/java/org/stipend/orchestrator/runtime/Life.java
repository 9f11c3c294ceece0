package org.stipend.orchestrator.runtime;

import java.time.Instant;
import org.stipend.orchestrator.runtime.Consequence.DiskFate;
import org.stipend.orchestrator.runtime.RuntimeRow.Asked;
import org.stipend.orchestrator.runtime.RuntimeRow.Shown;
import org.stipend.orchestrator.runtime.RuntimeRow.Wanted;
import org.stipend.orchestrator.runtime.workflow.RuntimeSnapshot.Desired;

/**
 * The one life of a runtime: what follows from whatever happens to it, from the row alone. Every
 * wish, report and deadline passes here, and what is written, metered, shown in the timeline, poked
 * and done with the disk is what is answered. Happening again, it changes nothing.
 */
final class Life {

  private Life() {}

  static Consequence launched(Asked asked, Instant now) {
    RuntimeRow row =
        new RuntimeRow(
            asked,
            new Wanted(Desired.RUNNING, false, 1, 1, Cause.PERSON),
            Shown.of(RuntimeState.STARTING, now),
            MachineRow.NONE);
    Mark next = asked.diskMade() ? new Mark.Begun(Steps.Name.DISK) : new Mark.Finished();
    return Consequence.of(row).with(new Mark.Begun(Steps.Name.RESERVE), next).poking();
  }

  static Consequence after(RuntimeRow row, Happening happening, Instant now) {
    return switch (happening) {
      case Happening.Wished wish -> Wishes.after(row, wish, now);
      case Happening.MachineSeen seen -> Reports.after(row, seen, now);
      case Happening.DiskMade _ -> diskMade(row);
      case Happening.EndMoved moved -> endMoved(row, moved);
      case Happening.Paid _ -> Ends.goesOn(row, now);
      case Happening.Unpaid no -> Ends.stopped(row, no.why(), now);
      case Happening.Done done ->
          done.generation() == row.generation()
              ? Progress.after(row, done, now)
              : Consequence.of(row);
    };
  }

  private static Consequence endMoved(RuntimeRow row, Happening.EndMoved moved) {
    return Consequence.of(
        row.machine().isMetered() && row.machine().run() == moved.run()
            ? row.with(row.machine().until(moved.until()))
            : row);
  }

  /** The timeline of a launch goes on; that of a newer wish knows nothing of a disk. */
  private static Consequence diskMade(RuntimeRow row) {
    Consequence made = Consequence.of(row).with(DiskFate.MADE);
    return row.desired() == Desired.RUNNING ? made.with(new Mark.Finished()) : made;
  }
}
