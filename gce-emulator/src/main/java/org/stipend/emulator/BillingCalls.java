package org.stipend.emulator;

import com.google.cloud.billing.v1.BillingAccount;
import com.google.cloud.billing.v1.CloudBillingGrpc;
import com.google.cloud.billing.v1.GetBillingAccountRequest;
import com.google.cloud.billing.v1.GetProjectBillingInfoRequest;
import com.google.cloud.billing.v1.ListBillingAccountsRequest;
import com.google.cloud.billing.v1.ListBillingAccountsResponse;
import com.google.cloud.billing.v1.ListProjectBillingInfoRequest;
import com.google.cloud.billing.v1.ListProjectBillingInfoResponse;
import com.google.cloud.billing.v1.ProjectBillingInfo;
import com.google.cloud.billing.v1.UpdateProjectBillingInfoRequest;
import com.google.iam.v1.GetIamPolicyRequest;
import com.google.iam.v1.Policy;
import com.google.iam.v1.TestIamPermissionsRequest;
import com.google.iam.v1.TestIamPermissionsResponse;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Map;
import org.stipend.emulator.billing.Refusals;
import org.stipend.emulator.wire.Json;
import org.stipend.emulator.wire.Request;

/**
 * Cloud Billing over gRPC. Each call is the same request as over HTTP, with its message as the
 * body: it goes wrong, is written down and is answered in one place.
 */
final class BillingCalls extends CloudBillingGrpc.CloudBillingImplBase {

  private final Listener listener;

  BillingCalls(Listener listener) {
    this.listener = listener;
  }

  @Override
  public void getBillingAccount(
      GetBillingAccountRequest request, StreamObserver<BillingAccount> caller) {
    answer("GetBillingAccount", request, BillingAccount.getDefaultInstance(), caller);
  }

  @Override
  public void listBillingAccounts(
      ListBillingAccountsRequest request, StreamObserver<ListBillingAccountsResponse> caller) {
    answer(
        "ListBillingAccounts", request, ListBillingAccountsResponse.getDefaultInstance(), caller);
  }

  @Override
  public void getIamPolicy(GetIamPolicyRequest request, StreamObserver<Policy> caller) {
    answer("GetIamPolicy", request, Policy.getDefaultInstance(), caller);
  }

  @Override
  public void testIamPermissions(
      TestIamPermissionsRequest request, StreamObserver<TestIamPermissionsResponse> caller) {
    answer("TestIamPermissions", request, TestIamPermissionsResponse.getDefaultInstance(), caller);
  }

  @Override
  public void getProjectBillingInfo(
      GetProjectBillingInfoRequest request, StreamObserver<ProjectBillingInfo> caller) {
    answer("GetProjectBillingInfo", request, ProjectBillingInfo.getDefaultInstance(), caller);
  }

  @Override
  public void updateProjectBillingInfo(
      UpdateProjectBillingInfoRequest request, StreamObserver<ProjectBillingInfo> caller) {
    answer("UpdateProjectBillingInfo", request, ProjectBillingInfo.getDefaultInstance(), caller);
  }

  @Override
  public void listProjectBillingInfo(
      ListProjectBillingInfoRequest request,
      StreamObserver<ListProjectBillingInfoResponse> caller) {
    answer(
        "ListProjectBillingInfo",
        request,
        ListProjectBillingInfoResponse.getDefaultInstance(),
        caller);
  }

  private <T extends Message> void answer(
      String method, Message request, T empty, StreamObserver<T> caller) {
    var path = List.of(CloudBillingGrpc.SERVICE_NAME, method);
    try {
      Desk.Answer answer =
          listener.answer(new Request("POST", path, Map.of(), Json.print(request)));
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
      JsonFormat.parser().merge(json, builder);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("Not readable: " + json, e);
    }
    @SuppressWarnings("unchecked") // a builder builds the type it came from
    T answer = (T) builder.build();
    return answer;
  }
}
