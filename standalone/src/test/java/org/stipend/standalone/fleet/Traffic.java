package org.stipend.standalone.fleet;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.temporal.api.workflowservice.v1.PollActivityTaskQueueResponse;
import io.temporal.api.workflowservice.v1.PollWorkflowTaskQueueResponse;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedResponse;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What goes to Temporal and back: how many tasks are in somebody's hands. */
final class Traffic implements ServerInterceptor {

  private final AtomicInteger open = new AtomicInteger();
  private final AtomicLong messages = new AtomicLong();
  private volatile boolean isCut;

  /** Tasks of workflows and activities that were handed out and not answered yet. */
  int open() {
    return open.get();
  }

  /** Grows with everything that is said. */
  long messages() {
    return messages.get();
  }

  /** Nothing gets through any more, and what was in somebody's hands is lost. */
  void cut() {
    isCut = true;
  }

  void mend() {
    open.set(0);
    isCut = false;
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    messages.incrementAndGet();
    if (isCut) {
      call.close(Status.UNAVAILABLE, new Metadata());
      return new ServerCall.Listener<>() {};
    }
    String method = call.getMethodDescriptor().getBareMethodName();
    boolean isAnswer = method != null && method.startsWith("Respond");
    return next.startCall(
        new SimpleForwardingServerCall<>(call) {
          @Override
          public void sendMessage(A message) {
            messages.incrementAndGet();
            open.addAndGet(handedOut(message));
            super.sendMessage(message);
          }

          @Override
          public void close(Status status, Metadata trailers) {
            super.close(status, trailers);
            if (isAnswer) open.decrementAndGet();
            messages.incrementAndGet();
          }
        },
        headers);
  }

  private static int handedOut(Object message) {
    return switch (message) {
      case PollWorkflowTaskQueueResponse task -> task.getTaskToken().isEmpty() ? 0 : 1;
      case PollActivityTaskQueueResponse task -> task.getTaskToken().isEmpty() ? 0 : 1;
      case RespondWorkflowTaskCompletedResponse more ->
          (more.getWorkflowTask().getTaskToken().isEmpty() ? 0 : 1) + more.getActivityTasksCount();
      default -> 0;
    };
  }
}
