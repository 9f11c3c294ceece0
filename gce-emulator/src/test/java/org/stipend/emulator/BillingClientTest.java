package org.stipend.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.StatusCode.Code;
import com.google.cloud.billing.v1.BillingAccount;
import com.google.cloud.billing.v1.CloudBillingClient;
import com.google.cloud.billing.v1.CloudBillingSettings;
import com.google.cloud.billing.v1.ListBillingAccountsRequest;
import com.google.cloud.billing.v1.ProjectBillingInfo;
import io.grpc.ManagedChannelBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.stipend.emulator.billing.Billing;
import org.stipend.emulator.billing.Role;
import org.stipend.emulator.fault.Fault;
import org.stipend.emulator.wire.Refusal;

/** Google's own client, over gRPC and over HTTP. */
class BillingClientTest {

  private static final String LAB = "012345-6789AB-CDEF01";
  private static final String ACCOUNT = "billingAccounts/" + LAB;
  private static final String PROJECT = "projects/stipend-ws-1";
  private static final ProjectBillingInfo TO_LAB =
      ProjectBillingInfo.newBuilder().setBillingAccountName(ACCOUNT).build();

  @RegisterExtension final Emulated emulated = new Emulated();

  private CloudBillingClient google;

  @BeforeEach
  void connect() throws IOException {
    var channels =
        CloudBillingSettings.defaultGrpcTransportProviderBuilder()
            .setEndpoint(emulated.emulator().callsAddress())
            .setChannelConfigurator(ManagedChannelBuilder::usePlaintext)
            .build();
    google =
        CloudBillingClient.create(
            CloudBillingSettings.newBuilder()
                .setTransportChannelProvider(channels)
                .setCredentialsProvider(NoCredentialsProvider.create())
                .build());
  }

  @AfterEach
  void disconnect() {
    google.close();
  }

  private void account(String number, Role role) {
    emulated
        .emulator()
        .changeBilling(
            billing -> billing.account(number).give(role, Billing.CALLER, Duration.ZERO));
  }

  private static ApiException refused(Runnable call) {
    return catchThrowableOfType(ApiException.class, call::run);
  }

  @Test
  void anAccountIsSeenTestedAndLinked() {
    account(LAB, Role.ADMIN);

    assertThat(google.getBillingAccount(ACCOUNT))
        .isEqualTo(
            BillingAccount.newBuilder()
                .setName(ACCOUNT)
                .setOpen(true)
                .setDisplayName("My Billing Account")
                .setCurrencyCode("USD")
                .build());
    assertThat(
            google
                .testIamPermissions(ACCOUNT, List.of("billing.resourceAssociations.create", "x.y"))
                .getPermissionsList())
        .containsExactly("billing.resourceAssociations.create");
    assertThat(google.getIamPolicy(ACCOUNT).getBindings(0).getMembersList())
        .containsExactly(Billing.CALLER);
    assertThat(google.updateProjectBillingInfo(PROJECT, TO_LAB).getBillingEnabled()).isTrue();
    assertThat(google.getProjectBillingInfo(PROJECT).getBillingAccountName()).isEqualTo(ACCOUNT);
    assertThat(google.listProjectBillingInfo(ACCOUNT).iterateAll()).hasSize(1);
  }

  @Test
  void pagesFollowEachOther() {
    for (int i = 0; i < 5; i++) account("00000%d-000000-000000".formatted(i), Role.VIEWER);

    var request = ListBillingAccountsRequest.newBuilder().setPageSize(2).build();
    var accounts = google.listBillingAccounts(request).iterateAll();

    assertThat(StreamSupport.stream(accounts.spliterator(), false).map(BillingAccount::getName))
        .hasSize(5)
        .isSorted();
    assertThat(emulated.emulator().log().of("cloudBilling.listBillingAccounts")).hasSize(3);
  }

  @Test
  void aRefusalKeepsItsCodeAndDetails() {
    account(LAB, Role.USER);
    emulated.emulator().changeBilling(billing -> billing.account(LAB).holdingAtMost(0));

    ApiException full = refused(() -> google.updateProjectBillingInfo(PROJECT, TO_LAB));

    assertThat(full.getStatusCode().getCode()).isEqualTo(Code.FAILED_PRECONDITION);
    assertThat(full.getErrorDetails().getQuotaFailure().getViolationsCount()).isEqualTo(1);
    assertThat(refused(() -> google.getBillingAccount("nonsense")).getStatusCode().getCode())
        .isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(
            refused(() -> google.getBillingAccount("billingAccounts/FFFFFF-FFFFFF-FFFFFF"))
                .getStatusCode()
                .getCode())
        .isEqualTo(Code.PERMISSION_DENIED);
    assertThat(
            refused(() -> google.updateBillingAccount(ACCOUNT, BillingAccount.getDefaultInstance()))
                .getStatusCode()
                .getCode())
        .isEqualTo(Code.UNIMPLEMENTED);
  }

  @Test
  void faultsStrikeCallsTooAndTheClientTriesAgain() {
    account(LAB, Role.USER);
    Refusal away = Refusal.of(503, "backendError", "The service is currently unavailable.");
    emulated
        .emulator()
        .faults()
        .add(Fault.next("cloudBilling.get*", new Fault.Refused(away)).on(ACCOUNT));
    emulated
        .emulator()
        .faults()
        .add(Fault.next("cloudBilling.updateProjectBillingInfo", new Fault.DoneButDropped()));

    assertThat(google.getBillingAccount(ACCOUNT).getOpen()).isTrue();
    assertThat(google.updateProjectBillingInfo(PROJECT, TO_LAB).getBillingEnabled()).isTrue();
    assertThat(emulated.emulator().log().entries())
        .extracting(entry -> entry.resource() + " " + entry.status() + " " + entry.done())
        .containsExactly(
            ACCOUNT + " 503 false",
            ACCOUNT + " 200 true",
            PROJECT + " 0 true",
            PROJECT + " 200 true");
  }

  @Test
  void overHttpItIsTheSame() throws IOException {
    account(LAB, Role.USER);
    try (var overHttp =
        CloudBillingClient.create(
            CloudBillingSettings.newHttpJsonBuilder()
                .setEndpoint(emulated.emulator().origin())
                .setCredentialsProvider(NoCredentialsProvider.create())
                .build())) {
      assertThat(overHttp.getBillingAccount(ACCOUNT)).isEqualTo(google.getBillingAccount(ACCOUNT));
      assertThat(overHttp.updateProjectBillingInfo(PROJECT, TO_LAB))
          .isEqualTo(google.getProjectBillingInfo(PROJECT));
      assertThat(overHttp.getIamPolicy(ACCOUNT)).isEqualTo(google.getIamPolicy(ACCOUNT));
      assertThat(overHttp.listBillingAccounts().iterateAll()).hasSize(1);
    }
  }
}
