package org.stipend.orchestrator.engine;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.grpc.Status;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.BatchRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.metadata.POJOWorkflowInterfaceMetadata;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.stipend.cloud.TaskQueues;

/** All entities, and the executions that Temporal has of them. */
@Component
final class Entities {

  private static final Logger log = LoggerFactory.getLogger(Entities.class);

  private final WorkflowClient client;
  private final List<Entity<?>> all;
  private final Map<String, Entity<?>> byTopic;

  Entities(WorkflowClient client, List<Entity<?>> all) {
    this.client = client;
    this.all = List.copyOf(all);
    this.byTopic = all.stream().collect(toUnmodifiableMap(e -> e.kind().topic(), e -> e));
  }

  List<Entity<?>> all() {
    return all;
  }

  Set<String> topics() {
    return byTopic.keySet();
  }

  Entity<?> ofTopic(String topic) {
    Entity<?> entity = byTopic.get(topic);
    if (entity == null) {
      throw new IllegalArgumentException("no entity has the topic " + topic);
    }
    return entity;
  }

  /** Whether its workflow runs, and not what somebody else has started under its name. */
  boolean isRunning(Entity<?> entity, UUID key) {
    return running(entity, key).filter(seen -> isOurs(entity, seen)).isPresent();
  }

  /** Ends what somebody else has started in its place: a poke would go there and be lost. */
  void clearPlace(Entity<?> entity, UUID key) {
    running(entity, key)
        .filter(seen -> !isOurs(entity, seen))
        .ifPresent(seen -> {
          String place = entity.kind().workflowId(key);
          log.error(
              "a stranger's {} of the queue {} ran as {}: ending it",
              seen.getWorkflowType(),
              seen.getTaskQueue(),
              place);
          client.newUntypedWorkflowStub(place).terminate("not of this installation");
        });
  }

  private Optional<WorkflowExecutionDescription> running(Entity<?> entity, UUID key) {
    try {
      return Optional.of(client.newUntypedWorkflowStub(entity.kind().workflowId(key)).describe())
          .filter(seen ->
              seen.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING);
    } catch (WorkflowNotFoundException e) {
      return Optional.empty();
    }
  }

  private static boolean isOurs(Entity<?> entity, WorkflowExecutionDescription seen) {
    String type =
        POJOWorkflowInterfaceMetadata.newInstance(entity.workflow())
            .getWorkflowType()
            .orElseThrow();
    return seen.getTaskQueue().equals(TaskQueues.ENGINE) && seen.getWorkflowType().equals(type);
  }

  /**
   * Tells a workflow to look again, started when none runs. False when Temporal refuses just this
   * one; throws when it takes none.
   */
  boolean poke(Entity<?> entity, UUID key, long version) {
    try {
      signalWithStart(entity, key, version);
      return true;
    } catch (RuntimeException e) {
      if (!refusesOnlyThis(e)) {
        throw e;
      }
      log.error("Temporal refuses {}, trying again later", entity.kind().workflowId(key), e);
      return false;
    }
  }

  private <W> void signalWithStart(Entity<W> entity, UUID key, long version) {
    W workflow =
        client.newWorkflowStub(
            entity.workflow(),
            WorkflowOptions.newBuilder()
                .setWorkflowId(entity.kind().workflowId(key))
                .setTaskQueue(TaskQueues.ENGINE)
                .setWorkflowIdReusePolicy(
                    WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
                .setWorkflowIdConflictPolicy(
                    WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
                .build());
    BatchRequest batch = client.newSignalWithStartRequest();
    entity.poke(batch, workflow, key, version);
    client.signalWithStart(batch);
  }

  private static boolean refusesOnlyThis(RuntimeException thrown) {
    return switch (Status.fromThrowable(thrown).getCode()) {
      case INVALID_ARGUMENT, FAILED_PRECONDITION -> true;
      default -> false;
    };
  }
}
