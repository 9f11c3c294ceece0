package org.stipend.orchestrator.engine;

import com.google.protobuf.util.Timestamps;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.TaskQueueType;
import io.temporal.api.taskqueue.v1.PollerInfo;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueRequest;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;
import org.stipend.cloud.TaskQueues;

/** Asks Temporal how it is, never waiting longer than a moment. */
@Component
final class Temporal {

  private static final Duration PATIENCE = Duration.ofMillis(1500);

  /** A poll takes up to a minute, and Temporal remembers pollers for five. */
  private static final Duration STILL_POLLING = Duration.ofSeconds(80);

  private final WorkflowClient client;
  private final Map<String, TaskQueueType> queues;

  Temporal(WorkflowClient client, PlaceSettings here) {
    this.client = client;
    this.queues =
        Map.of(
            TaskQueues.ENGINE,
            TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW,
            here.place().taskQueue(),
            TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY);
  }

  boolean answers() {
    try {
      var info =
          client
              .getWorkflowServiceStubs()
              .blockingStub()
              .withDeadlineAfter(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
              .getSystemInfo(GetSystemInfoRequest.getDefaultInstance());
      return info.isInitialized();
    } catch (StatusRuntimeException e) {
      return false;
    }
  }

  /** How many workers poll each task queue the product needs. */
  Map<String, Integer> pollers(Instant now) {
    var counts = new TreeMap<String, Integer>();
    queues.forEach((queue, type) -> counts.put(queue, pollers(queue, type, now)));
    return counts;
  }

  private int pollers(String queue, TaskQueueType type, Instant now) {
    try {
      return (int)
          client
              .getWorkflowServiceStubs()
              .blockingStub()
              .withDeadlineAfter(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
              .describeTaskQueue(
                  DescribeTaskQueueRequest.newBuilder()
                      .setNamespace(client.getOptions().getNamespace())
                      .setTaskQueue(TaskQueue.newBuilder().setName(queue))
                      .setTaskQueueType(type)
                      .build())
              .getPollersList()
              .stream()
              .filter(poller -> polledSince(poller, now.minus(STILL_POLLING)))
              .count();
    } catch (StatusRuntimeException e) {
      return 0;
    }
  }

  private static boolean polledSince(PollerInfo poller, Instant then) {
    return Timestamps.toMillis(poller.getLastAccessTime()) >= then.toEpochMilli();
  }
}
