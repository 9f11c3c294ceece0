package org.stipend.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.grpc.InstantiatingGrpcChannelProvider;
import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.StatusCode.Code;
import com.google.api.serviceusage.v1.EnableServiceRequest;
import com.google.api.serviceusage.v1.GetServiceRequest;
import com.google.api.serviceusage.v1.ServiceUsageClient;
import com.google.api.serviceusage.v1.ServiceUsageSettings;
import com.google.api.serviceusage.v1.State;
import com.google.cloud.resourcemanager.v3.CreateProjectRequest;
import com.google.cloud.resourcemanager.v3.DeleteProjectRequest;
import com.google.cloud.resourcemanager.v3.Project;
import com.google.cloud.resourcemanager.v3.ProjectsClient;
import com.google.cloud.resourcemanager.v3.ProjectsSettings;
import com.google.cloud.resourcemanager.v3.SearchProjectsRequest;
import com.google.longrunning.Operation;
import com.google.rpc.Status;
import io.grpc.ManagedChannelBuilder;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.stipend.emulator.billing.Billing;
import org.stipend.emulator.billing.Role;

/**
 * Google's own clients for Resource Manager and Service Usage, and what Compute Engine makes of it.
 */
class ProjectClientTest {

  private static final String ID = "stipend-ws-7";
  private static final String LAB = "012345-6789AB-CDEF01";
  private static final String COMPUTE = "projects/" + ID + "/services/compute.googleapis.com";

  @RegisterExtension final Emulated emulated = new Emulated(false, Set.of(Emulated.PROJECT));
  @TempDir Path folder;

  private ProjectsClient projects;
  private ServiceUsageClient services;

  @BeforeEach
  void connect() throws IOException {
    InstantiatingGrpcChannelProvider channels =
        ProjectsSettings.defaultGrpcTransportProviderBuilder()
            .setEndpoint(emulated.emulator().callsAddress())
            .setChannelConfigurator(ManagedChannelBuilder::usePlaintext)
            .build();
    var ofProjects =
        ProjectsSettings.newBuilder()
            .setTransportChannelProvider(channels)
            .setCredentialsProvider(NoCredentialsProvider.create());
    var ofServices =
        ServiceUsageSettings.newBuilder()
            .setTransportChannelProvider(channels)
            .setCredentialsProvider(NoCredentialsProvider.create());
    projects = ProjectsClient.create(ofProjects.build());
    services = ServiceUsageClient.create(ofServices.build());
  }

  @AfterEach
  void disconnect() {
    projects.close();
    services.close();
  }

  @Test
  void aProjectIsMadeAndFoundByItsNameAndItsLabel() {
    Operation begun = begin();
    assertThat(begun.getDone()).isFalse();
    assertThat(refused(() -> projects.getProject("projects/" + ID)).getStatusCode().getCode())
        .isEqualTo(Code.PERMISSION_DENIED);

    Operation done = done(begun);

    assertThat(done.getResponse().getTypeUrl())
        .endsWith("/" + Project.getDescriptor().getFullName());
    Project made = projects.getProject("projects/" + ID);
    assertThat(made.getState()).isEqualTo(Project.State.ACTIVE);
    assertThat(made.getName()).matches("projects/[0-9]+");
    assertThat(made.getLabelsMap()).containsEntry("stipend-env", "test");
    assertThat(found("labels.stipend-env:test")).containsExactly(ID);
    assertThat(found("labels.stipend-env:other")).isEmpty();
  }

  @Test
  void anIdIsGivenOnce() {
    make();
    assertThat(refused(this::begin).getStatusCode().getCode()).isEqualTo(Code.ALREADY_EXISTS);

    done(
        projects
            .deleteProjectCallable()
            .call(DeleteProjectRequest.newBuilder().setName("projects/" + ID).build()));

    assertThat(projects.getProject("projects/" + ID).getState())
        .isEqualTo(Project.State.DELETE_REQUESTED);
    assertThat(found("labels.stipend-env:test")).isEmpty();
    assertThat(refused(this::begin).getStatusCode().getCode()).isEqualTo(Code.ALREADY_EXISTS);
    assertThat(disks().message()).isEqualTo("Failed to find project " + ID);
  }

  @Test
  void computeAnswersInAProjectOnceSomebodyPaysAndItsApiIsEnabled() {
    make();
    assertThat(disks().reason()).isEqualTo("accessNotConfigured");
    assertThat(disks().text("error.details.0.reason")).isEqualTo("SERVICE_DISABLED");
    ApiException unpaid = refused(this::enable);
    assertThat(unpaid.getStatusCode().getCode()).isEqualTo(Code.FAILED_PRECONDITION);
    assertThat(unpaid.getReason()).isEqualTo("UREQ_PROJECT_BILLING_NOT_FOUND");

    pays();
    assertThat(disks().reason()).isEqualTo("accessNotConfigured");
    assertThat(state()).isEqualTo(State.DISABLED);
    done(enable());

    assertThat(state()).isEqualTo(State.ENABLED);
    assertThat(disks().status()).isEqualTo(200);
    assertThat(aDisk().status()).isEqualTo(200);
  }

  @Test
  void aProjectThatNobodyMadeIsNotThereForAnybody() {
    assertThat(disks().status()).isEqualTo(404);
    account();
    assertThat(link().status()).isEqualTo(403);
    assertThat(emulated.zone("/disks").status()).isEqualTo(200);
  }

  @Test
  void machinesStopWhereAnAccountIsClosedAndMayStartWhereAnotherPays() {
    emulated.postAt("//emulator/projects", "{'first':'%s'}".formatted(LAB));
    emulated.aMachine("rt-1");

    emulated.emulator().changeBilling(billing -> billing.account(LAB).close());
    emulated.advance("PT5M");

    assertThat(emulated.machine("rt-1").text("status")).isEqualTo("TERMINATED");
    assertThat(emulated.post("/instances/rt-1/start", "").text("error.details.0.reason"))
        .isEqualTo("BILLING_DISABLED");

    emulated.emulator().changeBilling(billing -> billing.account(LAB).open());
    assertThat(emulated.post("/instances/rt-1/start", "").status()).isEqualTo(200);
  }

  @Test
  void machinesRunOnWhileAnotherAccountTakesOver() {
    make();
    pays();
    done(enable());
    emulated
        .emulator()
        .changeBilling(billing ->
            billing
                .account("FEDCBA-987654-321098")
                .confirmingLinksAfter(Duration.ofMinutes(2))
                .give(Role.ADMIN, Billing.CALLER, Duration.ZERO));

    assertThat(link("FEDCBA-987654-321098").text("billingEnabled")).isEqualTo("false");
    assertThat(aDisk().status()).isEqualTo(200);
    link("");
    assertThat(aDisk().status()).isEqualTo(403);
  }

  @Test
  void whatIsMadeMayRefuseWhileItIsYoungAndAnApiMayTakeItsTime() {
    emulated.postAt("//emulator/making", "{'youngSeconds':300,'enablingSeconds':60}");
    make();
    pays();
    done(enable());
    assertThat(disks().reason()).isEqualTo("accessNotConfigured");

    emulated.advance("PT1M");
    assertThat(disks().message()).startsWith("Required 'compute.disks.list' permission");

    emulated.advance("PT5M");
    assertThat(disks().status()).isEqualTo(200);
  }

  @Test
  void projectsMayBeForbiddenOrTooMany() {
    emulated.postAt("//emulator/making", "{'allowed':false}");
    assertThat(refused(this::begin).getStatusCode().getCode()).isEqualTo(Code.PERMISSION_DENIED);

    emulated.postAt("//emulator/making", "{'allowed':true,'most':0}");
    Status error = done(begin()).getError();
    assertThat(error.getMessage()).contains("allotted project quota");
  }

  @Test
  void projectsOutliveTheProcess() throws IOException {
    emulated.startWith(folder.resolve("state"));
    disconnect();
    connect();
    make();
    account();
    emulated.postAt(
        "//emulator/rights", "{'account':'%s','role':'roles/billing.admin'}".formatted(LAB));
    link();
    done(enable());

    emulated.startWith(folder.resolve("state"));

    assertThat(disks().status()).isEqualTo(200);
  }

  private Operation begin() {
    var project = Project.newBuilder().setProjectId(ID).putLabels("stipend-env", "test");
    return projects
        .createProjectCallable()
        .call(CreateProjectRequest.newBuilder().setProject(project).build());
  }

  private void make() {
    done(begin());
  }

  private Operation enable() {
    return services
        .enableServiceCallable()
        .call(EnableServiceRequest.newBuilder().setName(COMPUTE).build());
  }

  private Operation done(Operation operation) {
    emulated.advance("PT10S");
    Operation now = projects.getOperationsClient().getOperation(operation.getName());
    assertThat(now.getDone()).isTrue();
    return now;
  }

  private State state() {
    return services.getService(GetServiceRequest.newBuilder().setName(COMPUTE).build()).getState();
  }

  private Iterable<String> found(String query) {
    var request = SearchProjectsRequest.newBuilder().setQuery(query).build();
    return StreamSupport.stream(projects.searchProjects(request).iterateAll().spliterator(), false)
        .map(Project::getProjectId)
        .toList();
  }

  private void pays() {
    account();
    assertThat(link().status()).isEqualTo(200);
  }

  private void account() {
    emulated
        .emulator()
        .changeBilling(
            billing -> billing.account(LAB).give(Role.ADMIN, Billing.CALLER, Duration.ZERO));
  }

  private Reply link() {
    return link(LAB);
  }

  private Reply link(String account) {
    String name = account.isEmpty() ? "" : "billingAccounts/" + account;
    return emulated.send(
        "PUT",
        "//v1/projects/" + ID + "/billingInfo",
        BodyPublishers.ofString("{\"billingAccountName\":\"%s\"}".formatted(name)));
  }

  private Reply disks() {
    return emulated.send("GET", "/" + zonal(), BodyPublishers.noBody());
  }

  private Reply aDisk() {
    String body = "{\"name\":\"home-%d\",\"sizeGb\":\"10\"}".formatted(System.nanoTime());
    return emulated.send("POST", "/" + zonal(), BodyPublishers.ofString(body));
  }

  private static String zonal() {
    return "/compute/v1/projects/%s/zones/%s/disks".formatted(ID, Emulated.ZONE);
  }

  private static ApiException refused(Runnable call) {
    return catchThrowableOfType(ApiException.class, call::run);
  }
}
