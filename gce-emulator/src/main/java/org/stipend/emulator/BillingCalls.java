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
import com.google.protobuf.Message;
import io.grpc.stub.StreamObserver;
import java.util.List;

/** Cloud Billing over gRPC. */
final class BillingCalls extends CloudBillingGrpc.CloudBillingImplBase {

  private final Calls calls;

  BillingCalls(Calls calls) {
    this.calls = calls;
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
    calls.answer(List.of(CloudBillingGrpc.SERVICE_NAME, method), request, empty, caller);
  }
}
