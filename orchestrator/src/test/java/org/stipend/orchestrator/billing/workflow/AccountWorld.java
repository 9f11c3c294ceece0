package org.stipend.orchestrator.billing.workflow;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.stipend.cloud.Payloads;
import org.stipend.cloud.TaskQueues;

/** One account's real workflow in Temporal's test server, which skips time while all wait. */
final class AccountWorld implements AutoCloseable {

  private static final String ACCOUNT = "012345-6789AB-CDEF01";

  private final UUID id = UUID.randomUUID();
  final TestingBilling billing = new TestingBilling();
  final TestWorkflowEnvironment temporal =
      TestWorkflowEnvironment.newInstance(
          TestEnvironmentOptions.newBuilder()
              .setWorkflowClientOptions(
                  WorkflowClientOptions.newBuilder()
                      .setDataConverter(Payloads.converter())
                      .setIdentity("worker")
                      .build())
              .build());
  final Ledger ledger = new Ledger();

  /** Used for as many looks as it is told. */
  final class Ledger implements AccountLedger {

    final List<AccountReport> reports = new CopyOnWriteArrayList<>();
    volatile int uses;

    @Override
    public AccountSnapshot load(UUID account) {
      return new AccountSnapshot(ACCOUNT, 1, List.of("ada@example.org"), TaskQueues.LOCAL);
    }

    @Override
    public NextLook looked(AccountReport report) {
      reports.add(report);
      Instant now = Instant.ofEpochMilli(temporal.currentTimeMillis());
      return new NextLook(uses-- > 0 ? now.plus(Duration.ofHours(1)) : null);
    }
  }

  AccountWorld() {
    this(true);
  }

  /** Workers that know nothing of billing. */
  static AccountWorld unserved() {
    return new AccountWorld(false);
  }

  private AccountWorld(boolean served) {
    var engine = temporal.newWorker(TaskQueues.ENGINE);
    engine.registerWorkflowImplementationTypes(AccountWorkflowImpl.class);
    engine.registerActivitiesImplementations(ledger);
    temporal
        .newWorker(TaskQueues.LOCAL)
        .registerActivitiesImplementations(served ? billing : ledger);
    temporal.start();
    billing.put(
        ACCOUNT, new TestingBilling.Account(true, true, true, "USD", Set.of("ada@example.org")));
  }

  @Override
  public void close() {
    temporal.close();
  }

  AccountWorkflow start() {
    AccountWorkflow workflow =
        temporal
            .getWorkflowClient()
            .newWorkflowStub(
                AccountWorkflow.class,
                WorkflowOptions.newBuilder()
                    .setWorkflowId(workflowId())
                    .setTaskQueue(TaskQueues.ENGINE)
                    .build());
    WorkflowClient.start(workflow::run, id);
    return workflow;
  }

  String workflowId() {
    return "account/" + id;
  }
}
