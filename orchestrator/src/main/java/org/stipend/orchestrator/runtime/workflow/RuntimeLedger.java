package org.stipend.orchestrator.runtime.workflow;

import io.temporal.activity.ActivityInterface;
import java.util.UUID;

/**
 * What the workflow reads from and writes to the rows. A write that decides is conditional on the
 * generation and does nothing for a stale caller; a write that reports a fact of the cloud is taken
 * unless a newer run has begun. All may be repeated.
 */
@ActivityInterface(namePrefix = "RuntimeLedger.")
public interface RuntimeLedger {

  RuntimeSnapshot load(UUID runtime);

  /**
   * Before the cloud is asked for a machine: gives the run its number and its run limit. From here
   * on the machine may exist, whatever crashes.
   */
  void beginRun(Wish wish);

  void diskCreated(DiskReport report);

  void diskMoved(DiskReport report);

  /**
   * The zone has no room for the machine, and nothing of it is there: the same is wanted in the
   * next zone, or fails where none is left.
   */
  void noRoom(Failure failure);

  /** What the cloud says of the machine: opens or closes its meter, and draws the consequence. */
  void machine(MachineReport report);

  void listening(Wish wish);

  void healthy(Wish wish);

  /** The wish is fulfilled. */
  void settled(Wish wish);

  /** The wish cannot be fulfilled; what runs is to be stopped. */
  void failed(Failure failure);
}
