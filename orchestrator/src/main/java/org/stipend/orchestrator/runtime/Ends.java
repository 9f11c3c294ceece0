package org.stipend.orchestrator.runtime;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.stipend.orchestrator.runtime.RuntimeRow.Failed;
import org.stipend.orchestrator.runtime.RuntimeRow.Shown;

/** How a run that was wanted ends unasked: as a state people can act on, or in another run. */
final class Ends {

  private Ends() {}

  /**
   * What runs is stopped next: the wish becomes STOPPED, the state says why.
   *
   * @param at when it happened
   */
  static Consequence failed(RuntimeRow row, Failed why, @Nullable String logTail, Instant at) {
    return Consequence.of(
            row.with(row.wanted().givenUp(row.wanted().cause()))
                .with(new Shown(RuntimeState.FAILED, at, why, logTail, row.shown().deletedAt()))
                .with(row.machine().failed()))
        .with(new Mark.Failed(why.code()));
  }

  static Consequence stopped(RuntimeRow row, Cause cause, Instant now) {
    return Consequence.of(
            row.with(row.wanted().givenUp(cause)).with(row.shown().as(RuntimeState.STOPPED, now)))
        .with(new Mark.Finished());
  }

  /** It is still wanted. Its workflow is the one that tells of this end, and goes on by itself. */
  static Consequence goesOn(RuntimeRow row, Instant now) {
    return Consequence.of(
            row.with(row.wanted().again()).with(row.shown().as(RuntimeState.STARTING, now)))
        .with(new Mark.Begun(Steps.Name.RESERVE), new Mark.Finished());
  }
}
