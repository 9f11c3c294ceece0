package org.stipend.orchestrator.books;

import io.temporal.client.BatchRequest;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.stipend.cost.ResearcherId;
import org.stipend.orchestrator.books.workflow.CreditDeadline;
import org.stipend.orchestrator.books.workflow.CreditWorkflow;
import org.stipend.orchestrator.engine.Entity;

/** {@code credit/<researcher>}, while the pool has a deadline. */
@Component
final class CreditEntity implements Entity<CreditWorkflow> {

  static final Kind KIND = new Kind("credit");

  private final Deadlines deadlines;

  CreditEntity(Deadlines deadlines) {
    this.deadlines = deadlines;
  }

  @Override
  public Kind kind() {
    return KIND;
  }

  @Override
  public Class<CreditWorkflow> workflow() {
    return CreditWorkflow.class;
  }

  /** Carries the newest epoch and deadline, whatever the version that caused it. */
  @Override
  public void poke(BatchRequest batch, CreditWorkflow workflow, UUID researcher, long epoch) {
    Deadline now = deadlines.current(new ResearcherId(researcher));
    CreditDeadline view = CreditDeadline.of(researcher, now.epoch(), now.deadline());
    batch.add(workflow::run, view);
    batch.add(workflow::poke, view);
  }

  @Override
  public String liveRows() {
    return "SELECT researcher AS key, epoch AS version FROM credit_pool WHERE deadline IS NOT NULL";
  }

  @Override
  public String raiseVersions() {
    return "UPDATE credit_pool SET epoch = epoch + 1 WHERE deadline IS NOT NULL";
  }
}
