package org.stipend.orchestrator.runtime;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.stipend.orchestrator.access.Access;
import org.stipend.orchestrator.access.Caller;
import org.stipend.orchestrator.access.Right;
import org.stipend.orchestrator.runtime.RuntimeView.Action;
import org.stipend.orchestrator.runtime.workflow.RuntimeSnapshot.Desired;

/**
 * What a person may do with a runtime now, and if not, why. The commands ask here before they act,
 * and so does the page before it offers something: what is offered is what is not refused.
 *
 * @param rights what the caller may do in its workspace
 * @param replaced a newer runtime has its place
 */
record Allowed(Caller caller, Set<Right> rights, RuntimeRow row, boolean replaced) {

  Allowed {
    rights = Set.copyOf(rights);
  }

  enum Answer {
    YES,
    /** Asked for again, it changes nothing. */
    IS_SO_ALREADY,
    /** May not even know that it exists. */
    NOT_SEEN,
    NOT_YOURS,
    /** Its owner may only read in this workspace by now. */
    READS_ONLY,
    NOT_OPEN,
    DELETED,
    NOTHING_UNDER_WAY,
    REPLACED
  }

  List<Action> offered() {
    return Stream.of(Action.values()).filter(action -> may(action) == Answer.YES).toList();
  }

  Answer may(Action action) {
    if (!rights.contains(Right.VIEW)) {
      return Answer.NOT_SEEN;
    }
    return switch (action) {
      case OPEN -> unlessNotWorking(isRunning() ? Answer.YES : Answer.NOT_OPEN);
      case STOP -> stop();
      case START -> unlessNotWorking(start());
      case CANCEL -> unlessNotWorking(cancel());
      case DELETE ->
          unlessNotWorking(row.desired() == Desired.DELETED ? Answer.IS_SO_ALREADY : Answer.YES);
    };
  }

  private Answer unlessNotWorking(Answer now) {
    if (!isOwner()) {
      return Answer.NOT_YOURS;
    }
    return rights.contains(Right.LAUNCH) ? now : Answer.READS_ONLY;
  }

  /** To stop costs nobody anything, so it takes no right to work: its owner always may. */
  private Answer stop() {
    boolean may = isOwner() || Access.seesAll(caller) || rights.contains(Right.OWN);
    if (!may) {
      return Answer.NOT_YOURS;
    }
    return row.desired() == Desired.RUNNING ? Answer.YES : Answer.IS_SO_ALREADY;
  }

  private Answer start() {
    return switch (row.desired()) {
      case RUNNING -> Answer.IS_SO_ALREADY;
      case STOPPED -> Answer.YES;
      case DELETED -> Answer.DELETED;
    };
  }

  private Answer cancel() {
    boolean isTheirs = row.desired() != Desired.DELETED || row.wanted().cause() == Cause.PERSON;
    if (!Wishes.isUnderWay(row) || !isTheirs) {
      return Answer.NOTHING_UNDER_WAY;
    }
    return replaced ? Answer.REPLACED : Answer.YES;
  }

  private boolean isRunning() {
    return row.state() == RuntimeState.RUNNING;
  }

  private boolean isOwner() {
    return row.owner().equals(caller.id());
  }
}
