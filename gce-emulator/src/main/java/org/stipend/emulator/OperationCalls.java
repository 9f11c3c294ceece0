package org.stipend.emulator;

import com.google.longrunning.GetOperationRequest;
import com.google.longrunning.Operation;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ServerCalls;
import java.util.List;

/** Operations of all services over gRPC; nobody publishes a base class for them here. */
final class OperationCalls {

  private static final String SERVICE = "google.longrunning.Operations";
  private static final String GET = "GetOperation";

  private OperationCalls() {}

  static ServerServiceDefinition with(Calls calls) {
    var get =
        MethodDescriptor.<GetOperationRequest, Operation>newBuilder()
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, GET))
            .setRequestMarshaller(ProtoUtils.marshaller(GetOperationRequest.getDefaultInstance()))
            .setResponseMarshaller(ProtoUtils.marshaller(Operation.getDefaultInstance()))
            .build();
    return ServerServiceDefinition.builder(SERVICE)
        .addMethod(
            get,
            ServerCalls.asyncUnaryCall((request, caller) ->
                calls.answer(
                    List.of(SERVICE, GET), request, Operation.getDefaultInstance(), caller)))
        .build();
  }
}
