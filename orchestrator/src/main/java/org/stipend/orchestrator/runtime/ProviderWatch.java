package org.stipend.orchestrator.runtime;

import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.stipend.cloud.TaskQueues;
import org.stipend.orchestrator.engine.PlaceSettings;
import org.stipend.orchestrator.runtime.workflow.ProviderWorkflow;

/** Learns at every start, and every ten minutes, what the provider's workers offer. */
@Component
final class ProviderWatch {

  private static final Logger log = LoggerFactory.getLogger(ProviderWatch.class);

  private final WorkflowClient client;
  private final String queue;

  ProviderWatch(WorkflowClient client, PlaceSettings here) {
    this.client = client;
    this.queue = here.place().taskQueue();
  }

  @EventListener(ApplicationReadyEvent.class)
  void atStart() {
    Thread.ofVirtual().name("provider-watch").start(this::ask);
  }

  @Scheduled(initialDelay = 10, fixedDelay = 10, timeUnit = TimeUnit.MINUTES)
  void ask() {
    try {
      ProviderWorkflow workflow =
          client.newWorkflowStub(
              ProviderWorkflow.class,
              WorkflowOptions.newBuilder()
                  .setWorkflowId("provider/" + queue)
                  .setTaskQueue(TaskQueues.ENGINE)
                  .setWorkflowIdConflictPolicy(
                      WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
                  .build());
      WorkflowClient.start(workflow::run, queue);
    } catch (RuntimeException e) {
      log.warn("The provider could not be asked what it offers: {}", e.toString());
    }
  }
}
