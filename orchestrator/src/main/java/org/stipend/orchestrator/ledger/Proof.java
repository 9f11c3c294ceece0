package org.stipend.orchestrator.ledger;

import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Checks every invariant of the money over the whole database, as of one instant. */
@Component
public final class Proof {

  private final List<ProofCheck> checks;
  private final TransactionTemplate snapshot;

  Proof(List<ProofCheck> checks, PlatformTransactionManager manager) {
    this.checks = List.copyOf(checks);
    this.snapshot = new TransactionTemplate(manager);
    snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    snapshot.setReadOnly(true);
  }

  /** One entry for each invariant. */
  public List<ProofCheck.Result> run() {
    return snapshot.execute(
        status -> checks.stream().flatMap(check -> check.run().stream()).toList());
  }
}
