package org.stipend.orchestrator.runtime;

/** A runtime's state as people see it. */
enum RuntimeState {
  STARTING,
  RUNNING,
  UPDATING,
  STOPPING,
  STOPPED,
  FAILED,
  DELETING,
  DELETED,
  FROZEN
}
