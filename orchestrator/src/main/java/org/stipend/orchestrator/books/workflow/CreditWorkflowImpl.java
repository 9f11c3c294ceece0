package org.stipend.orchestrator.books.workflow;

import io.temporal.spring.boot.WorkflowImpl;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.stipend.cloud.TaskQueues;
import org.stipend.cloud.machine.LimitMachine;
import org.stipend.cloud.machine.Machines;
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
      view = due ? moveEnds(ledger.onDeadline(armed)) : armed;
      newest = later(newest, view);
      if (mustRoll()) {
        Workflow.continueAsNew(newest);
      }
      view = newest;
    }
  }

  /** Whose call does not come back in time is due again at once. */
  private CreditDeadline moveEnds(CreditDeadline view) {
    Map<LimitMachine, Promise<Boolean>> calls = new LinkedHashMap<>();
    for (EndToMove end : view.ends()) {
      Machines machines =
          Workflow.newActivityStub(Machines.class, Calls.on(end.taskQueue(), Calls.LIMIT));
      calls.put(
          end.call(),
          Async.procedure(machines::limit, end.call()).handle((done, failure) -> failure == null));
    }
    List<LimitMachine> done = new ArrayList<>();
    calls.forEach((call, isDone) -> {
      if (isDone.get()) {
        done.add(call);
      }
    });
    return done.isEmpty()
        ? view.with(List.of())
        : later(view.with(List.of()), ledger.endsMoved(EndsMoved.of(view.researcher(), done)));
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
