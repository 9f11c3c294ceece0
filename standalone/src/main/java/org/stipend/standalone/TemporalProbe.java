package org.stipend.standalone;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Asks a Temporal server something that it has to look up in its database. */
final class TemporalProbe implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /** Of a workflow that there is not: whoever says so has looked where workflows are kept. */
  private static final DescribeWorkflowExecutionRequest QUESTION =
      DescribeWorkflowExecutionRequest.newBuilder()
          .setNamespace("default")
          .setExecution(WorkflowExecution.newBuilder().setWorkflowId("is-there-nobody"))
          .build();

  private final ManagedChannel channel;

  TemporalProbe(String target) {
    channel = Grpc.newChannelBuilder(target, InsecureChannelCredentials.create()).build();
  }

  boolean answers() {
    try {
      channel.resetConnectBackoff(); // it may be there again sooner than the channel would look
      WorkflowServiceGrpc.newBlockingStub(channel)
          .withDeadlineAfter(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
          .describeWorkflowExecution(QUESTION);
      return true;
    } catch (StatusRuntimeException e) {
      return e.getStatus().getCode() == Status.Code.NOT_FOUND;
    }
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
