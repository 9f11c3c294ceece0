package org.stipend.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.stipend.emulator.Emulated.PROJECT;
import static org.stipend.emulator.Emulated.ZONE;

import com.google.api.client.http.HttpResponseException;
import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.rpc.AbortedException;
import com.google.api.gax.rpc.ApiException;
import com.google.cloud.compute.v1.AggregatedListInstancesRequest;
import com.google.cloud.compute.v1.AttachedDisk;
import com.google.cloud.compute.v1.AttachedDiskInitializeParams;
import com.google.cloud.compute.v1.DeleteInstanceRequest;
import com.google.cloud.compute.v1.Disk;
import com.google.cloud.compute.v1.DisksClient;
import com.google.cloud.compute.v1.DisksResizeRequest;
import com.google.cloud.compute.v1.DisksSettings;
import com.google.cloud.compute.v1.InsertDiskRequest;
import com.google.cloud.compute.v1.InsertInstanceRequest;
import com.google.cloud.compute.v1.Instance;
import com.google.cloud.compute.v1.InstancesClient;
import com.google.cloud.compute.v1.InstancesSetLabelsRequest;
import com.google.cloud.compute.v1.InstancesSettings;
import com.google.cloud.compute.v1.ListDisksRequest;
import com.google.cloud.compute.v1.NetworkInterface;
import com.google.cloud.compute.v1.Operation;
import com.google.cloud.compute.v1.ResizeDiskRequest;
import com.google.cloud.compute.v1.SetLabelsInstanceRequest;
import com.google.cloud.compute.v1.StartInstanceRequest;
import com.google.cloud.compute.v1.StopInstanceRequest;
import com.google.cloud.compute.v1.ZoneOperationsClient;
import com.google.cloud.compute.v1.ZoneOperationsSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.stipend.emulator.fault.Fault;
import org.stipend.emulator.wire.Refusal;

/** The client library that the product uses: plain calls, and waiting by name. */
class CloudClientTest {

  @RegisterExtension final Emulated emulated = new Emulated();

  private DisksClient disks;
  private InstancesClient instances;
  private ZoneOperationsClient operations;

  @BeforeEach
  void connect() throws IOException {
    String endpoint = emulated.emulator().origin();
    var nobody = NoCredentialsProvider.create();
    disks =
        DisksClient.create(
            DisksSettings.newBuilder()
                .setEndpoint(endpoint)
                .setCredentialsProvider(nobody)
                .build());
    instances =
        InstancesClient.create(
            InstancesSettings.newBuilder()
                .setEndpoint(endpoint)
                .setCredentialsProvider(nobody)
                .build());
    operations =
        ZoneOperationsClient.create(
            ZoneOperationsSettings.newBuilder()
                .setEndpoint(endpoint)
                .setCredentialsProvider(nobody)
                .build());
  }

  @AfterEach
  void disconnect() {
    disks.close();
    instances.close();
    operations.close();
  }

  private Operation done(Operation operation) {
    Operation now = operation;
    while (now.getStatus() != Operation.Status.DONE) {
      now = operations.wait(PROJECT, ZONE, operation.getName());
    }
    return now;
  }

  private static InsertDiskRequest disk(String name, long size) {
    return InsertDiskRequest.newBuilder()
        .setProject(PROJECT)
        .setZone(ZONE)
        .setDiskResource(Disk.newBuilder().setName(name).setSizeGb(size))
        .build();
  }

  private static InsertInstanceRequest machine(String name, String machineType) {
    var boot =
        AttachedDiskInitializeParams.newBuilder()
            .setSourceImage("projects/cos-cloud/global/images/family/cos-stable")
            .setDiskSizeGb(20);
    return InsertInstanceRequest.newBuilder()
        .setProject(PROJECT)
        .setZone(ZONE)
        .setInstanceResource(
            Instance.newBuilder()
                .setName(name)
                .setMachineType("zones/" + ZONE + "/machineTypes/" + machineType)
                .putLabels("runtime-id", "r1")
                .addDisks(
                    AttachedDisk.newBuilder()
                        .setBoot(true)
                        .setAutoDelete(true)
                        .setInitializeParams(boot))
                .addNetworkInterfaces(
                    NetworkInterface.newBuilder().setNetwork("global/networks/default")))
        .build();
  }

  private static String contentOf(ApiException refusal) {
    return ((HttpResponseException) refusal.getCause()).getContent();
  }

  private void stopAndStart() {
    done(
        instances
            .stopCallable()
            .call(
                StopInstanceRequest.newBuilder()
                    .setProject(PROJECT)
                    .setZone(ZONE)
                    .setInstance("rt-1")
                    .build()));
    assertThat(instances.get(PROJECT, ZONE, "rt-1").hasLastStopTimestamp()).isTrue();
    done(
        instances
            .startCallable()
            .call(
                StartInstanceRequest.newBuilder()
                    .setProject(PROJECT)
                    .setZone(ZONE)
                    .setInstance("rt-1")
                    .build()));
  }

  @Test
  void aMachineLivesAWholeLife() {
    Operation insert = instances.insertCallable().call(machine("rt-1", "e2-standard-4"));
    assertThat(done(insert).hasError()).isFalse();
    Instance running = instances.get(PROJECT, ZONE, "rt-1");
    assertThat(running.getStatus()).isEqualTo("RUNNING");
    assertThat(running.getId()).isEqualTo(insert.getTargetId());
    stopAndStart();
    done(
        disks
            .resizeCallable()
            .call(
                ResizeDiskRequest.newBuilder()
                    .setProject(PROJECT)
                    .setZone(ZONE)
                    .setDisk("rt-1")
                    .setDisksResizeRequestResource(DisksResizeRequest.newBuilder().setSizeGb(30))
                    .build()));
    assertThat(disks.get(PROJECT, ZONE, "rt-1").getSizeGb()).isEqualTo(30);
    done(
        instances
            .deleteCallable()
            .call(
                DeleteInstanceRequest.newBuilder()
                    .setProject(PROJECT)
                    .setZone(ZONE)
                    .setInstance("rt-1")
                    .build()));
    assertThat(disks.list(PROJECT, ZONE).iterateAll()).isEmpty();
  }

  @Test
  void listsAreReadPageByPage() {
    for (String name : new String[] {"a", "b", "c"})
      done(disks.insertCallable().call(disk(name, 10)));
    var names = new ArrayList<String>();
    var pages =
        ListDisksRequest.newBuilder().setProject(PROJECT).setZone(ZONE).setMaxResults(2).build();
    disks.list(pages).iterateAll().forEach(found -> names.add(found.getName()));
    assertThat(names).containsExactly("a", "b", "c");
    done(instances.insertCallable().call(machine("rt-1", "e2-medium")));
    var filter =
        AggregatedListInstancesRequest.newBuilder()
            .setProject(PROJECT)
            .setFilter("labels.runtime-id = r1")
            .build();
    var found = new ArrayList<String>();
    instances
        .aggregatedList(filter)
        .iterateAll()
        .forEach(
            scope -> scope.getValue().getInstancesList().forEach(vm -> found.add(vm.getName())));
    assertThat(found).containsExactly("rt-1");
  }

  @Test
  void theReasonOfARefusalIsInItsContent() {
    done(disks.insertCallable().call(disk("a", 10)));
    var taken =
        catchThrowableOfType(
            AbortedException.class, () -> disks.insertCallable().call(disk("a", 10)));
    assertThat(contentOf(taken)).contains("alreadyExists", "disks/a' already exists");
    var big =
        catchThrowableOfType(
            ApiException.class, () -> disks.insertCallable().call(disk("b", 9000)));
    assertThat(contentOf(big)).contains("quotaExceeded", "DISKS_TOTAL_GB");
  }

  @Test
  void aFailedOperationKeepsItsCode() {
    emulated.emulator().change(cloud -> cloud.sellOut(ZONE, "e2-"));
    Operation failed = done(instances.insertCallable().call(machine("rt-1", "e2-medium")));
    assertThat(failed.getError().getErrors(0).getCode()).isEqualTo("ZONE_RESOURCE_POOL_EXHAUSTED");
    assertThat(operations.get(PROJECT, ZONE, failed.getName()).getHttpErrorStatusCode())
        .isEqualTo(503);
  }

  @Test
  void aLostAnswerIsFoundAgainByItsRequestId() {
    InsertDiskRequest request =
        disk("a", 10).toBuilder().setRequestId(UUID.randomUUID().toString()).build();
    var internal = Refusal.of(500, "internalError", "Internal error.");
    emulated
        .emulator()
        .faults()
        .add(Fault.next("disks.insert", new Fault.DoneButRefused(internal)));
    catchThrowableOfType(ApiException.class, () -> disks.insertCallable().call(request));
    assertThat(done(disks.insertCallable().call(request)).hasError()).isFalse();
    assertThat(emulated.zone("/operations").names()).hasSize(1);
  }

  @Test
  void aReadThatIsRetriedInSilenceIsCounted() {
    done(disks.insertCallable().call(disk("a", 10)));
    var away = Refusal.of(503, "backendError", "Internal error.");
    emulated.emulator().faults().add(Fault.next("disks.get", new Fault.Refused(away)));
    assertThat(disks.get(PROJECT, ZONE, "a").getName()).isEqualTo("a");
    assertThat(emulated.emulator().log().of("disks.get")).hasSize(2);
  }

  @Test
  void aStaleFingerprintIsRefused() {
    done(instances.insertCallable().call(machine("rt-1", "e2-medium")));
    var request =
        SetLabelsInstanceRequest.newBuilder()
            .setProject(PROJECT)
            .setZone(ZONE)
            .setInstance("rt-1")
            .setInstancesSetLabelsRequestResource(
                InstancesSetLabelsRequest.newBuilder()
                    .putLabels("a", "b")
                    .setLabelFingerprint("AAAAAAAAAAA="))
            .build();
    var stale =
        catchThrowableOfType(ApiException.class, () -> instances.setLabelsCallable().call(request));
    assertThat(contentOf(stale)).contains("conditionNotMet", "If-Match");
  }
}
