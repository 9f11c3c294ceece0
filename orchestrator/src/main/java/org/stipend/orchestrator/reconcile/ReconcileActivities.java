package org.stipend.orchestrator.reconcile;

import io.temporal.spring.boot.ActivityImpl;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.stipend.cloud.TaskQueues;
import org.stipend.cost.RuntimeId;
import org.stipend.orchestrator.reconcile.PassTable.Pass;
import org.stipend.orchestrator.reconcile.workflow.CarriedOut;
import org.stipend.orchestrator.reconcile.workflow.ListedPage;
import org.stipend.orchestrator.reconcile.workflow.Orders;
import org.stipend.orchestrator.reconcile.workflow.PassEnd;
import org.stipend.orchestrator.reconcile.workflow.ReconcileLedger;
import org.stipend.orchestrator.runtime.MachineLooks;

/** What {@code reconcile/<queue>/<due>} reads and writes. */
@Component
@ActivityImpl(taskQueues = TaskQueues.ENGINE)
final class ReconcileActivities implements ReconcileLedger {

  private static final Logger log = LoggerFactory.getLogger(ReconcileActivities.class);

  private final PassTable passes;
  private final Comparisons comparisons;
  private final Consequences consequences;
  private final MachineLooks looks;
  private final TransactionTemplate transactions;
  private final InstantSource clock;

  ReconcileActivities(
      PassTable passes,
      Comparisons comparisons,
      Consequences consequences,
      MachineLooks looks,
      TransactionTemplate transactions,
      InstantSource clock) {
    this.passes = passes;
    this.comparisons = comparisons;
    this.consequences = consequences;
    this.looks = looks;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Override
  public void begin(UUID pass) {
    passes.begun(pass, clock.instant());
  }

  @Override
  public void listed(ListedPage page) {
    passes.add(page.pass(), page.number(), page.holdings());
  }

  @Override
  public Orders compare(UUID id) {
    Instant now = clock.instant();
    Pass pass = find(id);
    List<RuntimeId> toLook = new ArrayList<>();
    Orders orders =
        transactions.execute(_ -> {
          Findings findings = comparisons.of(pass, now);
          return pass.dryRun()
              ? new Orders(findings.outcome(), List.of())
              : consequences.of(pass, findings, toLook, now);
        });
    toLook.forEach(looks::ask); // again, where this is repeated
    return orders;
  }

  @Override
  public void carriedOut(CarriedOut report) {
    transactions.executeWithoutResult(_ -> consequences.carriedOut(report, clock.instant()));
  }

  @Override
  public void finished(PassEnd end) {
    transactions.executeWithoutResult(
        _ -> passes.finished(end.pass(), end.outcome(), clock.instant()));
    log.atDebug()
        .addKeyValue("pass", end.pass())
        .addKeyValue("outcome", end.outcome())
        .log("Rows were held against the cloud");
  }

  private Pass find(UUID id) {
    return passes
        .find(id)
        .orElseThrow(() -> new IllegalArgumentException("there is no pass " + id));
  }
}
