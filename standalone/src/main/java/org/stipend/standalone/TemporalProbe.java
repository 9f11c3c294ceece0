package org.stipend.standalone;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Asks a Temporal server something that it has to look up in its database. */
final class TemporalProbe implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final DescribeNamespaceRequest QUESTION =
      DescribeNamespaceRequest.newBuilder().setNamespace("default").build();

  private final ManagedChannel channel;

  TemporalProbe(String target) {
    channel = Grpc.newChannelBuilder(target, InsecureChannelCredentials.create()).build();
  }

  boolean answers() {
    try {
      channel.resetConnectBackoff(); // it may be there again sooner than the channel would look
      WorkflowServiceGrpc.newBlockingStub(channel)
          .withDeadlineAfter(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
          .describeNamespace(QUESTION);
      return true;
    } catch (StatusRuntimeException e) {
      return false;
    }
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
