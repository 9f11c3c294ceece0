package org.stipend.orchestrator.books.workflow;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.stipend.cloud.Payloads;
import org.stipend.cloud.TaskQueues;

/**
 * Records the histories that {@code ReplayTest} replays. Not part of a build: what was recorded by
 * an earlier version is what has to replay. For a new shape: {@code -Dtest=RecordCreditHistories}.
 */
class RecordCreditHistories {

  private static final UUID POOL = new UUID(0, 7);
  private static final Duration STOP_LEAD = Duration.ofMinutes(2);

  /** First machines are told to stop, then the credit ends, then nothing more is due. */
  private static final class Exhaustion implements CreditLedger {

    @Override
    public CreditDeadline onDeadline(CreditDeadline view) {
      Instant end = view.epoch() == 1 ? view.deadline().plus(STOP_LEAD) : null;
      return CreditDeadline.of(view.researcher(), view.epoch() + 1, end);
    }

    @Override
    public CreditDeadline endsMoved(EndsMoved moved) {
      throw new IllegalStateException("none has to be moved");
    }
  }

  @Test
  void anExhaustion() throws IOException {
    try (TestWorkflowEnvironment temporal =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(
                    WorkflowClientOptions.newBuilder()
                        .setDataConverter(Payloads.converter())
                        .setIdentity("worker")
                        .build())
                .build())) {
      var engine = temporal.newWorker(TaskQueues.ENGINE);
      engine.registerWorkflowImplementationTypes(CreditWorkflowImpl.class);
      engine.registerActivitiesImplementations(new Exhaustion());
      temporal.start();
      CreditWorkflow workflow =
          temporal
              .getWorkflowClient()
              .newWorkflowStub(
                  CreditWorkflow.class,
                  WorkflowOptions.newBuilder()
                      .setWorkflowId("credit/" + POOL)
                      .setTaskQueue(TaskQueues.ENGINE)
                      .build());
      Instant now = Instant.ofEpochMilli(temporal.currentTimeMillis());
      WorkflowClient.start(
          workflow::run, CreditDeadline.of(POOL, 1, now.plus(Duration.ofDays(20))));
      WorkflowStub.fromTyped(workflow).getResult(Void.class);
      Files.writeString(
          Path.of("src/test/resources/histories/credit-exhausted.json"),
          temporal.getWorkflowClient().fetchHistory("credit/" + POOL).toJson(true) + "\n");
    }
  }
}
