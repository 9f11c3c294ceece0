package org.stipend.orchestrator.reconcile.workflow;

import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.spring.boot.WorkflowImpl;
import io.temporal.workflow.Workflow;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.stipend.cloud.FailureType;
import org.stipend.cloud.TaskQueues;
import org.stipend.cloud.inventory.Holdings;
import org.stipend.cloud.inventory.Inventory;
import org.stipend.cloud.inventory.ListHoldings;
import org.stipend.cloud.machine.DeleteMachine;
import org.stipend.cloud.machine.Machines;
import org.stipend.cloud.machine.StopMachine;
import org.stipend.orchestrator.engine.workflow.Calls;

/** Whatever it cannot do now the next pass does. */
@WorkflowImpl(taskQueues = TaskQueues.ENGINE)
public final class ReconcileWorkflowImpl implements ReconcileWorkflow {

  private static final Logger log = Workflow.getLogger(ReconcileWorkflowImpl.class);

  private final ReconcileLedger ledger =
      Workflow.newActivityStub(ReconcileLedger.class, Calls.LEDGER);

  @Override
  public void run(ReconcileInput input) {
    UUID pass = input.pass();
    ledger.begin(pass);
    Outcome outcome;
    try {
      list(input);
      outcome = carryOut(input, ledger.compare(pass));
    } catch (ActivityFailure failure) {
      log.warn("a pass cannot list what is there: {}", failure.getMessage());
      outcome = saysThatBillingIsOff(failure) ? Outcome.BILLING_OFF : Outcome.NOT_LISTED;
    }
    ledger.finished(new PassEnd(pass, outcome));
  }

  private static boolean saysThatBillingIsOff(ActivityFailure failure) {
    return failure.getCause() instanceof ApplicationFailure told
        && FailureType.BILLING_OFF.name().equals(told.getType());
  }

  private void list(ReconcileInput input) {
    Inventory inventory =
        Workflow.newActivityStub(Inventory.class, Calls.on(input.taskQueue(), Calls.LIST));
    @Nullable String token = null;
    int number = 0;
    do {
      Holdings page = inventory.list(new ListHoldings(token, ListHoldings.LARGEST_PAGE));
      ledger.listed(new ListedPage(input.pass(), number++, page));
      token = page.nextPage();
    } while (token != null);
  }

  private Outcome carryOut(ReconcileInput input, Orders orders) {
    Machines machines =
        Workflow.newActivityStub(Machines.class, Calls.on(input.taskQueue(), Calls.END_IN_PASSING));
    for (Order order : orders.orders()) {
      ledger.carriedOut(new CarriedOut(input.pass(), order, refusal(machines, order)));
    }
    return orders.outcome();
  }

  /** Null where it was done. */
  private static @Nullable String refusal(Machines machines, Order order) {
    try {
      switch (order.verb()) {
        case STOP -> machines.stop(new StopMachine(order.fence(), order.machine(), order.home()));
        case DELETE ->
            machines.delete(new DeleteMachine(order.fence(), order.machine(), order.home()));
      }
      return null;
    } catch (ActivityFailure failure) {
      return failure.getCause() instanceof ApplicationFailure told
          ? Objects.toString(told.getOriginalMessage(), told.getType())
          : "It did not answer in time.";
    }
  }
}
