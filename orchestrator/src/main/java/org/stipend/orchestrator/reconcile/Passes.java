package org.stipend.orchestrator.reconcile;

import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.stipend.cloud.Place;
import org.stipend.cloud.TaskQueues;
import org.stipend.orchestrator.engine.PlaceSettings;
import org.stipend.orchestrator.reconcile.PassTable.Pass;
import org.stipend.orchestrator.reconcile.workflow.ReconcileInput;
import org.stipend.orchestrator.reconcile.workflow.ReconcileWorkflow;

/**
 * Says when a pass is due, and starts what is due: one pass at a time, once, whoever else does the
 * same. What was missed while everything was off is made up for by one pass.
 */
@Component
final class Passes {

  private static final Logger log = LoggerFactory.getLogger(Passes.class);

  private final PassTable table;
  private final WorkflowClient client;
  private final Place place;
  private final ReconcileSettings settings;
  private final TransactionTemplate transactions;
  private final InstantSource clock;

  Passes(
      PassTable table,
      WorkflowClient client,
      PlaceSettings here,
      ReconcileSettings settings,
      TransactionTemplate transactions,
      InstantSource clock) {
    this.table = table;
    this.client = client;
    this.place = here.place();
    this.settings = settings;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Scheduled(initialDelayString = "PT30S", fixedDelayString = "PT15S")
  void again() {
    try {
      if (settings.enabled()) {
        due(clock.instant());
      }
      start();
    } catch (RuntimeException e) {
      log.warn("Rows are held against the cloud later: {}", e.toString());
    }
  }

  /** The newest instant at which a pass was due. */
  void due(Instant now) {
    long every = settings.every().toMillis();
    Instant due = Instant.ofEpochMilli(now.toEpochMilli() / every * every);
    transactions.executeWithoutResult(_ -> {
      if (table.unfinished(place, false, now).isEmpty()) {
        table.insert(UUID.randomUUID(), place, due, false, null);
      }
    });
  }

  /** Now, or the one that is on its way. */
  UUID ask(boolean dryRun, @Nullable UUID askedBy) {
    Instant now = clock.instant();
    UUID pass =
        transactions.execute(_ -> {
          Optional<UUID> unfinished = table.unfinished(place, dryRun, now);
          if (unfinished.isPresent()) {
            return unfinished.get();
          }
          UUID id = UUID.randomUUID();
          table.insert(id, place, now, dryRun, askedBy);
          return id;
        });
    Thread.ofVirtual().name("reconcile").start(this::startSafely);
    return pass;
  }

  private void startSafely() {
    try {
      start();
    } catch (RuntimeException e) {
      log.warn("A pass that was asked for begins later: {}", e.toString());
    }
  }

  void start() {
    table.unstarted(clock.instant()).forEach(this::start);
  }

  private void start(Pass pass) {
    String queue = pass.place().taskQueue();
    ReconcileWorkflow workflow =
        client.newWorkflowStub(
            ReconcileWorkflow.class,
            WorkflowOptions.newBuilder()
                .setWorkflowId("reconcile/%s/%s".formatted(queue, pass.due()))
                .setTaskQueue(TaskQueues.ENGINE)
                .setWorkflowIdReusePolicy(
                    WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
                .build());
    try {
      WorkflowClient.start(workflow::run, ReconcileInput.of(pass.id(), queue));
    } catch (WorkflowExecutionAlreadyStarted e) {
      log.debug("{} is on its way", pass.id());
    }
  }
}
