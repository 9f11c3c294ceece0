package org.stipend.emulator;

import com.google.api.serviceusage.v1.EnableServiceRequest;
import com.google.api.serviceusage.v1.GetServiceRequest;
import com.google.api.serviceusage.v1.Service;
import com.google.api.serviceusage.v1.ServiceUsageGrpc;
import com.google.longrunning.Operation;
import com.google.protobuf.Message;
import io.grpc.stub.StreamObserver;
import java.util.List;

/** Service Usage over gRPC. */
final class ServiceCalls extends ServiceUsageGrpc.ServiceUsageImplBase {

  private final Calls calls;

  ServiceCalls(Calls calls) {
    this.calls = calls;
  }

  @Override
  public void getService(GetServiceRequest request, StreamObserver<Service> caller) {
    answer("GetService", request, Service.getDefaultInstance(), caller);
  }

  @Override
  public void enableService(EnableServiceRequest request, StreamObserver<Operation> caller) {
    answer("EnableService", request, Operation.getDefaultInstance(), caller);
  }

  private <T extends Message> void answer(
      String method, Message request, T empty, StreamObserver<T> caller) {
    calls.answer(List.of(ServiceUsageGrpc.SERVICE_NAME, method), request, empty, caller);
  }
}
