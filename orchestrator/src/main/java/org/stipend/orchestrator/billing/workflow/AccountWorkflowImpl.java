package org.stipend.orchestrator.billing.workflow;

import io.temporal.failure.ActivityFailure;
import io.temporal.spring.boot.WorkflowImpl;
import io.temporal.workflow.Workflow;
import java.util.UUID;
import org.stipend.cloud.TaskQueues;
import org.stipend.cloud.billing.LookAtAccount;
import org.stipend.cloud.billing.ProjectBilling;
import org.stipend.orchestrator.engine.workflow.Calls;
import org.stipend.orchestrator.engine.workflow.DeadlineTimer;

/** Looks at an account, says what it saw, and looks again when told to or when it is time. */
@WorkflowImpl(taskQueues = TaskQueues.ENGINE)
public final class AccountWorkflowImpl implements AccountWorkflow {

  private static final int LONGEST_HISTORY = 2_000;

  private final AccountLedger ledger = Workflow.newActivityStub(AccountLedger.class, Calls.LEDGER);
  private final DeadlineTimer timer = new DeadlineTimer();

  private int pokes;

  @Override
  public void poke(long version) {
    pokes++;
  }

  @Override
  public void run(UUID account) {
    while (true) {
      int known = pokes;
      NextLook next = look(account);
      boolean poked = pokes > known;
      if (next.at() == null && !poked) {
        return;
      }
      if (!poked) {
        timer.reached(next.at(), () -> pokes > known);
      }
      if (mustRoll()) {
        Workflow.continueAsNew(account);
      }
    }
  }

  private NextLook look(UUID account) {
    AccountSnapshot row = ledger.load(account);
    ProjectBilling billing =
        Workflow.newActivityStub(ProjectBilling.class, Calls.on(row.taskQueue(), Calls.BILLING));
    try {
      var seen = billing.account(new LookAtAccount(row.account(), row.mails()));
      return ledger.looked(new AccountReport(account, row.version(), row.mails(), seen));
    } catch (ActivityFailure unanswered) {
      return ledger.looked(new AccountReport(account, row.version(), row.mails(), null));
    }
  }

  private static boolean mustRoll() {
    return (Workflow.getInfo().isContinueAsNewSuggested()
            || Workflow.getInfo().getHistoryLength() > LONGEST_HISTORY)
        && Workflow.isEveryHandlerFinished();
  }
}
