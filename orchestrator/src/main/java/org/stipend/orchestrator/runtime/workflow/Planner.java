package org.stipend.orchestrator.runtime.workflow;

/**
 * What to do next, from the row alone: no history, no memory. Whatever a crash left behind, the
 * next step leads towards what is wanted, and every state can be left.
 */
final class Planner {

  private Planner() {}

  static NextStep next(RuntimeSnapshot row) {
    return switch (row.desired()) {
      case RUNNING -> towardsRunning(row);
      case STOPPED -> towardsStopped(row);
      case DELETED -> towardsDeleted(row);
    };
  }

  private static NextStep towardsRunning(RuntimeSnapshot row) {
    if (!row.diskReady()) {
      return NextStep.MAKE_DISK;
    }
    return switch (row.machine()) {
      case NONE -> row.diskMovesTo() == null ? NextStep.BEGIN_RUN : NextStep.MOVE_DISK;
      case OFF -> row.diskMovesTo() == null ? NextStep.BEGIN_RUN : NextStep.DELETE_MACHINE;
      case STARTING -> NextStep.MAKE_MACHINE;
      case STARTED -> NextStep.AWAIT_LISTENING;
      case LISTENING -> NextStep.AWAIT_HEALTHY;
      case HEALTHY -> row.settled() ? NextStep.WAIT : NextStep.SETTLE;
    };
  }

  private static NextStep towardsStopped(RuntimeSnapshot row) {
    return switch (row.machine()) {
      case STARTING, STARTED, LISTENING, HEALTHY -> NextStep.STOP_MACHINE;
      case NONE, OFF -> row.settled() ? NextStep.WAIT : NextStep.SETTLE;
    };
  }

  private static NextStep towardsDeleted(RuntimeSnapshot row) {
    return switch (row.machine()) {
      case STARTING, STARTED, LISTENING, HEALTHY, OFF -> NextStep.DELETE_MACHINE;
      case NONE -> row.settled() ? NextStep.DONE : NextStep.SETTLE;
    };
  }
}
