package org.stipend.orchestrator.billing.workflow;

import io.temporal.spring.boot.WorkflowImpl;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.stipend.cloud.TaskQueues;
import org.stipend.orchestrator.engine.workflow.Calls;
import org.stipend.orchestrator.engine.workflow.DeadlineTimer;

/**
 * Tries until the project is linked and billing is on, for as long as rights may take to spread;
 * then gives up with the name of what stood in the way. A newer wish ends an older one.
 */
@WorkflowImpl(taskQueues = TaskQueues.ENGINE)
public final class LinkWorkflowImpl implements LinkWorkflow {

  private static final Duration PAUSE = Duration.ofSeconds(15);
  private static final Duration LIMIT = Duration.ofSeconds(300);

  private final LinkLedger ledger = Workflow.newActivityStub(LinkLedger.class, Calls.LEDGER);
  private final DeadlineTimer timer = new DeadlineTimer();

  private long newest;

  @Override
  public void poke(long generation) {
    newest = Math.max(newest, generation);
  }

  @Override
  public void run(UUID workspace) {
    LinkSnapshot row;
    do {
      row = ledger.load(workspace);
      if (row.pending()) {
        relink(row);
      }
    } while (newest > row.generation());
  }

  private void relink(LinkSnapshot row) {
    Relink relink = new Relink(ledger, row);
    Instant until = now().plus(LIMIT);
    while (true) {
      Optional<LinkProblem> problem = relink.round();
      if (problem.isEmpty()) {
        return;
      }
      boolean last = problem.get().stays() || !now().isBefore(until);
      ledger.setback(new LinkSetback(row.workspace(), row.generation(), problem.get(), last));
      if (last || !timer.reached(now().plus(PAUSE), () -> newest > row.generation())) {
        return;
      }
    }
  }

  private static Instant now() {
    return Instant.ofEpochMilli(Workflow.currentTimeMillis());
  }
}
