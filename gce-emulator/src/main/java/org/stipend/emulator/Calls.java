package org.stipend.emulator;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Map;
import org.stipend.emulator.billing.Refusals;
import org.stipend.emulator.project.Projects;
import org.stipend.emulator.wire.Json;
import org.stipend.emulator.wire.Request;

/**
 * What is called over gRPC. Each call is the same request as over HTTP, with its message as the
 * body: it goes wrong, is written down and is answered in one place.
 */
final class Calls {

  private static final JsonFormat.Parser ANSWERS =
      JsonFormat.parser().usingTypeRegistry(Projects.TYPES);

  private final Listener listener;

  Calls(Listener listener) {
    this.listener = listener;
  }

  /**
   * @param path the service and its method
   */
  <T extends Message> void answer(
      List<String> path, Message request, T empty, StreamObserver<T> caller) {
    try {
      Desk.Answer answer =
          listener.answer(new Request("POST", path, Map.of(), Json.print(request, Projects.TYPES)));
      if (answer.status() == 200) {
        caller.onNext(read(empty, answer.body()));
        caller.onCompleted();
      } else {
        caller.onError(refusal(answer));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      caller.onError(Status.CANCELLED.asException());
    }
  }

  /** A cut connection is one that is not there for the caller. */
  private static Exception refusal(Desk.Answer answer) {
    return answer.isCut()
        ? Status.UNAVAILABLE.withDescription("Connection reset").asException()
        : StatusProto.toStatusException(Refusals.status(answer.body()));
  }

  private static <T extends Message> T read(T empty, String json) {
    var builder = empty.newBuilderForType();
    try {
      ANSWERS.merge(json, builder);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("Not readable: " + json, e);
    }
    @SuppressWarnings("unchecked") // a builder builds the type it came from
    T answer = (T) builder.build();
    return answer;
  }
}
