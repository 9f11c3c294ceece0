package org.stipend.orchestrator.runtime;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.stipend.cloud.machine.MachineState;

/** What may happen to a runtime. */
sealed interface Happening {

  /**
   * Somebody or something wants it otherwise. The newest wish wins; one that is so already is none.
   */
  sealed interface Wished extends Happening {
    Cause cause();
  }

  record ToRun(Cause cause) implements Wished {}

  record ToStop(Cause cause) implements Wished {}

  /** A first launch goes without trace, all else that is under way ends stopped. */
  record TakenBack(Cause cause) implements Wished {}

  record ToDelete(Cause cause) implements Wished {}

  record ToDeleteWithDisk(Cause cause) implements Wished {}

  /** A fact of the cloud: taken whatever has been wished since. */
  sealed interface Told extends Happening {}

  /**
   * @param generation in which the cloud was asked
   * @param missedSince when a listing did not have it any more; null: none has missed it
   */
  record MachineSeen(long generation, MachineState machine, @Nullable Instant missedSince)
      implements Told {

    MachineSeen(long generation, MachineState machine) {
      this(generation, machine, null);
    }
  }

  record DiskMade() implements Told {}

  /**
   * @param run whose own end was moved
   */
  record EndMoved(long run, Instant until) implements Told {}

  /** Whether the credit carries another run of what ended, though it is still wanted. */
  sealed interface Judged extends Happening {}

  record Paid() implements Judged {}

  record Unpaid(Cause why) implements Judged {}

  /** What the workflow did for a wish: nothing, where a newer one exists. */
  sealed interface Done extends Happening {
    long generation();
  }

  /**
   * The cloud is about to be asked for a machine.
   *
   * @param zone of its disk; null where the provider has none
   */
  record RunBegun(long generation, Duration runLimit, @Nullable String zone) implements Done {}

  record ToolListens(long generation) implements Done {}

  record ToolHealthy(long generation) implements Done {}

  /** The zone has no room for its machine, and none of it is there. */
  record NoRoom(long generation, Zones.Verdict then) implements Done {}

  record WishFulfilled(long generation) implements Done {}

  /**
   * @param cause as the worker told it
   */
  record WishFailed(long generation, String code, String cause) implements Done {}
}
