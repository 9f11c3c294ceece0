package org.stipend.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.activity.ActivityOptions;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.RetryOptions;
import io.temporal.common.converter.EncodedValues;
import io.temporal.common.converter.RawValue;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.WorkerFactory;
import io.temporal.workflow.DynamicWorkflow;
import io.temporal.workflow.Workflow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stipend.cloud.TaskQueues;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who reaches Temporal, which asks nobody who they are. */
class StrangerAtTemporalTest {

  @TempDir Path directory;

  @Test
  void learnsNoSecretAndDeletesNothing() throws Exception {
    try (var temporal = TestTemporal.start(directory.resolve("temporal"));
        var stipend = TestStipend.on(directory.resolve("data")).withTemporal(temporal).start()) {
      Researcher ada = Researcher.in(stipend, "researcher");
      String runtime = ada.running("terminal");
      String disk = ada.disks().getFirst().path("id").asString();
      Path files = stipend.data().resolve("local/disks/pd-" + disk);
      var stranger = new Stranger(temporal.address());

      var history = stranger.client.fetchHistory("runtime/" + runtime);
      assertThat(history.toJson(false)).doesNotContain(secretOf(stipend)).doesNotContain(disk);
      assertThat(history.getHistory().toByteString().toStringUtf8())
          .doesNotContain(secretOf(stipend))
          .doesNotContain("127.0.0.1:");

      Payload making =
          history.getEvents().stream()
              .filter(event -> event.hasActivityTaskScheduledEventAttributes())
              .map(event -> event.getActivityTaskScheduledEventAttributes())
              .filter(call -> call.getActivityType().getName().equals("Disks.Create"))
              .findFirst()
              .orElseThrow()
              .getInput()
              .getPayloads(0);
      assertThatThrownBy(() -> stranger.says("Disks.Delete", new RawValue(making)))
          .isInstanceOf(WorkflowFailedException.class);
      assertThatThrownBy(() -> stranger.says("Disks.Create", new RawValue(making)))
          .as("said again where it belongs, and by somebody else")
          .isInstanceOf(WorkflowFailedException.class);
      assertThatThrownBy(() ->
              stranger.says(
                  "Disks.Delete",
                  Map.of(
                      "fence",
                      Map.of("id", disk, "generation", 9, "attempt", 1),
                      "name",
                      Map.of("value", "pd-" + disk))))
          .isInstanceOf(WorkflowFailedException.class);
      assertThat(files).isDirectory();
      stranger.close();
      Books.prove(stipend);
    }
  }

  @Test
  void endsWorkflowsAndPutsOthersInTheirPlaceAndAllComesBackWithExactMoney() throws Exception {
    try (var temporal = TestTemporal.start(directory.resolve("temporal"));
        var stipend = TestStipend.on(directory.resolve("data")).withTemporal(temporal).start();
        var stranger = new Stranger(temporal.address())) {
      Researcher ada = Researcher.in(stipend, "researcher");
      String runtime = "runtime/" + ada.running("terminal");
      List<String> all = stranger.running();
      String credit = all.stream().filter(id -> id.startsWith("credit/")).findFirst().orElseThrow();
      assertThat(all).contains(runtime);

      all.forEach(stranger::ends);
      String squatter = stranger.starts("Squatter", runtime, Stranger.QUEUE);
      String nonsense = stranger.starts("Credit", credit, TaskQueues.ENGINE);

      Awaitility.await()
          .pollInterval(Duration.ofSeconds(1))
          .until(() ->
              stranger.running().containsAll(all)
                  && !stranger.runOf(runtime).equals(squatter)
                  && !stranger.runOf(credit).equals(nonsense));
      ada.delete(runtime.substring("runtime/".length()), "delete");
      Deaths.nothingIsLeft(stipend, ada);
    }
  }

  @Test
  void leavesAHistoryThatNobodyCanFollowAndItComesBackFromItsRow() throws Exception {
    try (var temporal = TestTemporal.start(directory.resolve("temporal"));
        var stipend = TestStipend.on(directory.resolve("data")).withTemporal(temporal).start();
        var stranger = new Stranger(temporal.address())) {
      Researcher ada = Researcher.in(stipend, "researcher");
      String runtime = ada.running("terminal");
      stipend.stop();
      String foreign = stranger.writesHistoryOf("Runtime", "runtime/" + runtime);

      stipend.start();
      Researcher again = ada.again(stipend, "researcher");
      again.stop(runtime); // otherwise nobody asks it for two minutes

      Awaitility.await().until(() -> !stranger.runOf("runtime/" + runtime).equals(foreign));
      again.await(runtime, "STOPPED");
      again.delete(runtime, "delete");
      Deaths.nothingIsLeft(stipend, again);
    }
  }

  /** As the machine's folder has it, which only its owner reads. */
  private static String secretOf(TestStipend stipend) throws Exception {
    try (var found = Files.walk(stipend.data().resolve("local/machines"))) {
      Path order =
          found
              .filter(it -> it.getFileName().toString().equals("run.json"))
              .findFirst()
              .orElseThrow();
      return JsonMapper.builder().build().readTree(order).path("secret").asString();
    }
  }

  /** With a worker of their own, as Temporal lets anybody have one. */
  private static final class Stranger implements AutoCloseable {

    static final String QUEUE = "stranger";

    private final WorkflowServiceStubs server;
    final WorkflowClient client;
    private final WorkerFactory workers;

    Stranger(String address) {
      server =
          WorkflowServiceStubs.newServiceStubs(
              WorkflowServiceStubsOptions.newBuilder().setTarget(address).build());
      client = WorkflowClient.newInstance(server);
      workers = WorkerFactory.newInstance(client);
      workers.newWorker(QUEUE).registerWorkflowImplementationTypes(Says.class);
      workers.start();
    }

    List<String> running() {
      return client
          .listExecutions("ExecutionStatus='Running'")
          .map(it -> it.getExecution().getWorkflowId())
          .toList();
    }

    void ends(String workflow) {
      client.newUntypedWorkflowStub(workflow).terminate("a whim");
    }

    /** The run that has the place now. */
    String starts(String type, String workflow, String queue) {
      return client
          .newUntypedWorkflowStub(
              type,
              WorkflowOptions.newBuilder()
                  .setWorkflowId(workflow)
                  .setTaskQueue(queue)
                  .setWorkflowIdConflictPolicy(
                      WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_TERMINATE_EXISTING)
                  .build())
          .start("nonsense")
          .getRunId();
    }

    /** Steps that the workflow of this type never takes, in the place of ours while we are away. */
    String writesHistoryOf(String type, String workflow) {
      var workers = WorkerFactory.newInstance(client);
      workers.newWorker(TaskQueues.ENGINE).registerWorkflowImplementationTypes(Sleeps.class);
      workers.start();
      String run = starts(type, workflow, TaskQueues.ENGINE);
      Awaitility.await()
          .until(() ->
              client.fetchHistory(workflow, run).getEvents().stream()
                  .anyMatch(event -> event.hasTimerStartedEventAttributes()));
      workers.shutdownNow();
      workers.awaitTermination(1, TimeUnit.MINUTES);
      return run;
    }

    String runOf(String workflow) {
      return client.newUntypedWorkflowStub(workflow).describe().getExecution().getRunId();
    }

    void says(String activity, Object order) {
      var workflow =
          client.newUntypedWorkflowStub(
              "Says",
              WorkflowOptions.newBuilder()
                  .setTaskQueue(QUEUE)
                  .setWorkflowId("stranger/" + UUID.randomUUID())
                  .build());
      workflow.start(activity, order);
      workflow.getResult(Void.class);
    }

    @Override
    public void close() {
      workers.shutdownNow();
      server.shutdownNow();
    }
  }

  public static final class Sleeps implements DynamicWorkflow {
    @Override
    public Object execute(EncodedValues words) {
      Workflow.sleep(Duration.ofDays(365));
      return null;
    }
  }

  /** Says to an activity what it was told. */
  public static final class Says implements DynamicWorkflow {
    @Override
    public Object execute(EncodedValues words) {
      var options =
          ActivityOptions.newBuilder()
              .setTaskQueue(TaskQueues.LOCAL)
              .setStartToCloseTimeout(Duration.ofSeconds(20))
              .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
              .build();
      Workflow.newUntypedActivityStub(options)
          .execute(words.get(0, String.class), Void.class, words.get(1, RawValue.class));
      return null;
    }
  }
}
