package org.stipend.orchestrator.books.workflow;

import io.temporal.spring.boot.WorkflowImpl;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import org.stipend.cloud.TaskQueues;
import org.stipend.orchestrator.engine.workflow.Calls;
import org.stipend.orchestrator.engine.workflow.DeadlineTimer;

/** Sleeps until the pool's deadline; every change of the pool moves it. */
@WorkflowImpl(taskQueues = TaskQueues.ENGINE)
public final class CreditWorkflowImpl implements CreditWorkflow {

  private static final int LONGEST_HISTORY = 2_000;

  private final CreditLedger ledger = Workflow.newActivityStub(CreditLedger.class, Calls.DEADLINE);
  private final DeadlineTimer timer = new DeadlineTimer();

  private CreditDeadline newest;
  private boolean rollover;

  @WorkflowInit
  public CreditWorkflowImpl(CreditDeadline view) {
    newest = view;
  }

  @Override
  public void poke(CreditDeadline view) {
    newest = later(newest, view);
  }

  @Override
  public void rollover() {
    rollover = true;
  }

  @Override
  public void run(CreditDeadline input) {
    CreditDeadline view = newest;
    while (view.deadline() != null) {
      CreditDeadline armed = view;
      boolean due =
          timer.reached(armed.deadline(), () -> newest.epoch() > armed.epoch() || rollover);
      view = due ? later(newest, ledger.onDeadline(armed)) : later(armed, newest);
      newest = later(newest, view);
      if (mustRoll()) {
        Workflow.continueAsNew(newest);
      }
      view = newest;
    }
  }

  private boolean mustRoll() {
    return (rollover
            || Workflow.getInfo().isContinueAsNewSuggested()
            || Workflow.getInfo().getHistoryLength() > LONGEST_HISTORY)
        && Workflow.isEveryHandlerFinished();
  }

  /** Of two views the one with the higher epoch; of equals the second, which is fresher. */
  private static CreditDeadline later(CreditDeadline first, CreditDeadline second) {
    return second.epoch() >= first.epoch() ? second : first;
  }
}
