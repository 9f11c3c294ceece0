package org.stipend.orchestrator.reconcile;

/** What is done about a drift. */
enum Act {
  /** Marked, so that people hear of it and may explain it before it is ended. */
  QUARANTINE,
  /** Its runtime's workflow is told to look at its machine, and draws the consequence. */
  LOOK,
  STOP,
  /** A machine goes; what a researcher has on a disk stays. */
  DELETE
}
