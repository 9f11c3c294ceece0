package org.stipend.orchestrator.runtime.workflow;

/** What a runtime's workflow does next. */
enum NextStep {
  MAKE_DISK,
  /** To the zone where a machine is tried next. */
  MOVE_DISK,
  /** Write down that a machine is about to exist. */
  BEGIN_RUN,
  MAKE_MACHINE,
  AWAIT_LISTENING,
  AWAIT_HEALTHY,
  STOP_MACHINE,
  DELETE_MACHINE,
  /** Nothing is left to do for this wish: show it. */
  SETTLE,
  WAIT,
  DONE
}
