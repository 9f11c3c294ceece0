package org.stipend.cloud.machine;

import io.temporal.activity.ActivityInterface;

/**
 * Machines of one provider. Every call looks first: what is done already is not done again and is
 * not an error, so a call may be repeated after any crash.
 *
 * <p>A call that waits for a cloud heartbeats. It survives the death of the worker that waited: the
 * next one finds what was asked for, and waits on.
 *
 * <p>Wishes are ordered by generation, then attempt. A wish to end that is older than the present
 * run, and a wish to run that is not newer than the newest wish to end, change nothing and answer
 * what is: a call that comes late undoes nothing.
 */
@ActivityInterface(namePrefix = "Machines.")
public interface Machines {

  /**
   * Makes the machine and starts its first run. A repeat with the same generation adopts what the
   * first call made, also when that run has ended meanwhile (the answer is then {@code Stopped}); a
   * higher attempt of it makes another run of a machine that is off. Fails with {@code
   * COMPUTER_FULL}, {@code TOOL_UNAVAILABLE}, {@code DISK_MISSING}; and with {@code NO_CAPACITY}
   * where the zone has no room for it: then nothing of it is left there.
   */
  MachineState create(StartMachine request);

  /** Starts another run of a machine that is off; otherwise as {@link #create}. */
  MachineState start(StartMachine request);

  /**
   * Ends the run and waits until it has ended: asks the tool politely, then kills it. Answers
   * {@code Stopped}, or {@code Missing}.
   */
  MachineState stop(StopMachine request);

  /**
   * Stops it if need be, then removes it. The home disk stays. Answers the last run's end, or
   * {@code Missing}. A repeat answers that end again, though there is no machine any more.
   */
  MachineState delete(DeleteMachine request);

  MachineState observe(MachineName name);

  /**
   * Moves the end at which the machine switches itself off, while it runs: sooner, or later, though
   * never past the run's {@code endsAtLatest}. What does not run in the fence's generation has no
   * such end, and is left alone.
   */
  void limit(LimitMachine request);
}
