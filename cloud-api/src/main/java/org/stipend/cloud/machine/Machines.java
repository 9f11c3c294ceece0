package org.stipend.cloud.machine;

import io.temporal.activity.ActivityInterface;

/**
 * Machines of one provider. Every call looks first: what is done already is not done again and is
 * not an error, so a call may be repeated after any crash.
 */
@ActivityInterface(namePrefix = "Machines.")
public interface Machines {

  /**
   * Makes the machine and starts its first run. A repeat with the same generation adopts what the
   * first call made, also when that run has ended meanwhile (the answer is then {@code Stopped}).
   * Fails with {@code COMPUTER_FULL}, {@code TOOL_UNAVAILABLE}, {@code DISK_MISSING}.
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
   * {@code Missing}.
   */
  MachineState delete(DeleteMachine request);

  MachineState observe(MachineName name);
}
