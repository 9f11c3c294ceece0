package org.stipend.workers.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.cloud.compute.v1.AttachedDisk;
import com.google.cloud.compute.v1.AttachedDiskInitializeParams;
import com.google.cloud.compute.v1.InsertInstanceRequest;
import com.google.cloud.compute.v1.Instance;
import com.google.cloud.compute.v1.NetworkInterface;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stipend.cloud.FailureType;
import org.stipend.cloud.machine.MachineState;
import org.stipend.cloud.machine.StartMachine;
import org.stipend.emulator.fault.Ending;
import org.stipend.emulator.fault.Fault;
import org.stipend.emulator.wire.Refusal;

/** What a workflow is told where Google says no to a machine, and what is then left over. */
class GoogleRefusalsTest {

  private static final String P = EmulatedGoogle.PROJECT;
  private static final String ZONE = EmulatedGoogle.ZONE;

  @RegisterExtension final EmulatedGoogle google = new EmulatedGoogle();
  private final Asked asked = new Asked();
  private GoogleMachines machines;

  @BeforeEach
  void makeTheHomeDisk() {
    google.provider().diskActivities().create(asked.disk());
    machines = google.provider().machines();
  }

  @Test
  void aZoneWithoutRoomLeavesNothingAndHasRoomForALaterWish() {
    google.change(cloud -> cloud.sellOut(ZONE, "n1-"));

    ApplicationFailure failure = refused(asked.start(1));

    assertThat(failure.getOriginalMessage()).isEqualTo("No free n1-standard-1 in us-central1-a.");
    assertIs(failure, FailureType.NO_CAPACITY);
    assertThat(google.everything()).containsExactly(asked.home.value());
    google.change(cloud -> cloud.restock(ZONE));
    assertThat(machines.create(asked.start(2))).isInstanceOf(MachineState.Running.class);
  }

  @Test
  void aMachineThatFindsNoRoomToStartAgainStaysOffWithTheEndOfItsLastRun() {
    machines.create(asked.start(1));
    MachineState end = machines.stop(asked.stop(2));
    google.change(cloud -> cloud.sellOut(ZONE, "n1-"));

    assertIs(refused(asked.start(3)), FailureType.NO_CAPACITY);

    assertThat(machines.observe(asked.name)).isEqualTo(end);
    google.change(cloud -> cloud.restock(ZONE));
    assertThat(machines.start(asked.start(4))).isInstanceOf(MachineState.Running.class);
    assertThat(google.mostMachinesAtOnce()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "RESOURCE_POOL_EXHAUSTED,503",
    "ZONE_RESOURCE_POOL_EXHAUSTED_WITH_DETAILS,503",
    "INSUFFICIENT_CAPACITY,503"
  })
  void aZoneHasManyWordsForNoRoom(String code, int status) {
    google.goesWrong(
        "instances.insert", new Fault.Ends(new Ending.Fails(status, code, "Not enough.")));

    assertIs(refused(asked.start(1)), FailureType.NO_CAPACITY);
  }

  @Test
  void whatAZoneDoesNotOfferAnotherZoneMayHave() {
    assertIs(refused(asked.start(1, "n9-standard-1")), FailureType.NO_CAPACITY);
    assertIs(refused(asked.start(1, "n1-standard-1+1xz9")), FailureType.NO_CAPACITY);
  }

  @Test
  void aFullQuotaIsNamedWithItsPlaceAndLimit() {
    google.change(cloud -> cloud.limit(P, "CPUS", 0));

    ApplicationFailure failure = refused(asked.start(1));

    assertIs(failure, FailureType.CLOUD_QUOTA);
    assertThat(failure.getOriginalMessage())
        .isEqualTo("The platform's quota for CPUS in us-central1 is full: its limit is 0.");
    assertThat(google.everything()).containsExactly(asked.home.value());
  }

  @Test
  void aFullQuotaOfAllRegionsSaysSo() {
    google.change(cloud -> cloud.limit(P, "NVIDIA_T4_GPUS", 4));

    assertThat(refused(asked.start(1, "n1-standard-1+1xt4")).getOriginalMessage())
        .isEqualTo(
            "The platform's quota for GPUS ALL REGIONS in all regions is full: its limit is 0.");
  }

  @Test
  void aFullQuotaForTheBootDiskIsRefusedAtOnce() {
    google.change(cloud -> cloud.limit(P, "SSD_TOTAL_GB", 10));

    ApplicationFailure failure = refused(asked.start(1));

    assertIs(failure, FailureType.CLOUD_QUOTA);
    assertThat(failure.getOriginalMessage())
        .isEqualTo(
            "The platform's quota for SSD TOTAL GB in us-central1 is full: its limit is 10.");
  }

  @Test
  void tooManyCallsAreTriedAgainOnTheMinute() {
    google.advance(
        Duration.ofSeconds(50 - google.emulator().clock().instant().getEpochSecond() % 60));
    google.emulator().faults().limitRate(1);

    ApplicationFailure failure = refused(asked.start(1));

    assertThat(failure.getType()).isEqualTo(FailureType.RATE_LIMITED.name());
    assertThat(failure.isNonRetryable()).isFalse();
    assertThat(failure.getNextRetryDelay())
        .isBetween(Duration.ofSeconds(9), Duration.ofSeconds(15));
    google.emulator().faults().clear();
    assertThat(machines.create(asked.start(1))).isInstanceOf(MachineState.Running.class);
  }

  @Test
  void tooManyOperationsAtOnceAreTriedAgainLater() {
    google.change(cloud -> cloud.mostUnderWay(P, 0));

    assertThat(refused(asked.start(1)).getType()).isEqualTo(FailureType.RATE_LIMITED.name());
  }

  @Test
  void withoutBillingNothingIsMadeAndNothingIsForgotten() {
    machines.create(asked.start(1));
    google.change(cloud -> cloud.billing(P, false));
    google.awaitEnd(asked.name);

    ApplicationFailure failure = refused(asked.start(2));

    assertIs(failure, FailureType.BILLING_OFF);
    assertThat(failure.getOriginalMessage()).isEqualTo("Billing for this workspace is off.");
    assertThat(google.everything()).contains(asked.name.value(), asked.home.value());
    google.change(cloud -> cloud.billing(P, true));
    assertThat(machines.start(asked.start(2))).isInstanceOf(MachineState.Running.class);
  }

  @Test
  void withoutTheRightNothingIsMade() {
    google.change(cloud -> cloud.permission(P, false));

    ApplicationFailure failure = refused(asked.start(1));

    assertIs(failure, FailureType.NOT_ALLOWED);
    assertThat(failure.getCause()).hasMessageContaining("Required 'compute.instances.create'");
    assertThat(google.everything()).containsExactly(asked.home.value());
  }

  @ParameterizedTest
  @CsvSource({
    "403,accessNotConfigured,Compute Engine API has not been used in this project,NOT_ALLOWED",
    "403,PERMISSIONS_ERROR,No.,NOT_ALLOWED",
    "401,authError,Invalid Credentials,NOT_ALLOWED",
    "412,conditionNotMet,Constraint constraints/compute.x violated,NOT_ALLOWED",
    "403,billingDisabled,No.,BILLING_OFF",
    "400,invalid,Invalid value for field 'x',INVALID_CONFIG",
    "400,badRequest,Cloud KMS error when using key k,INVALID_CONFIG",
    "400,limitExceeded,Exceeded limit 'maximum disks per instance',INVALID_CONFIG",
    "403,limitExceeded,Quota 'NETWORKS' exceeded.,CLOUD_QUOTA",
    "403,quotaExceeded,Quota exceeded for 'Queries per minute',RATE_LIMITED",
    "403,IP_SPACE_EXHAUSTED,IP space of subnetwork is exhausted.,CLOUD_QUOTA"
  })
  void aRefusalIsUnderstoodByCodeThenWordsThenStatus(
      int status, String reason, String message, FailureType type) {
    google.goesWrong("instances.insert", new Fault.Refused(Refusal.of(status, reason, message)));

    assertThat(refused(asked.start(1)).getType()).isEqualTo(type.name());
  }

  @Test
  void aMissingPartOfTheMachineIsNotAskedForAgain() {
    google.goesWrong(
        "instances.insert",
        new Fault.Refused(Refusal.notFound("projects/cos-cloud/global/images/old")));
    assertIs(refused(asked.start(1)), FailureType.INVALID_CONFIG);

    google.goesWrong(
        "instances.insert",
        new Fault.Ends(new Ending.Fails(404, "EXTERNAL_RESOURCE_NOT_FOUND", "No such account.")));
    assertIs(refused(asked.start(1)), FailureType.INVALID_CONFIG);
  }

  @Test
  void aHomeDiskThatAnotherMachineUsesIsRefusedByItsName() {
    insert(foreign("lab-vm").addDisks(home()).build());

    ApplicationFailure failure = refused(asked.start(1));

    assertIs(failure, FailureType.DISK_IN_USE);
    assertThat(failure.getOriginalMessage())
        .isEqualTo("The home disk is in use by lab-vm. Stop lab-vm first.");
    assertThat(google.everything()).doesNotContain(asked.name.value());
  }

  @Test
  void anothersMachineOfTheSameNameIsLeftAlone() {
    insert(foreign(asked.name.value()).build());

    assertIs(refused(asked.start(1)), FailureType.INVALID_CONFIG);
    var missing = new MachineState.Missing(asked.name);
    assertThat(machines.observe(asked.name)).isEqualTo(missing);
    assertThat(machines.stop(asked.stop(2))).isEqualTo(missing);
    assertThat(machines.delete(asked.delete(2))).isEqualTo(missing);

    assertThat(google.everything()).contains(asked.name.value());
    assertThat(google.clients().instances().get(P, ZONE, asked.name.value()).getStatus())
        .isEqualTo("RUNNING");
  }

  @Test
  void aRefusedStopIsNoStop() {
    machines.create(asked.start(1));
    google.change(cloud -> cloud.permission(P, false));

    ApplicationFailure failure =
        catchThrowableOfType(ApplicationFailure.class, () -> machines.stop(asked.stop(2)));

    assertIs(failure, FailureType.NOT_ALLOWED);
    assertThat(machines.observe(asked.name)).isInstanceOf(MachineState.Running.class);
    google.change(cloud -> cloud.permission(P, true));
    assertThat(machines.stop(asked.stop(2))).isInstanceOf(MachineState.Stopped.class);
  }

  private ApplicationFailure refused(StartMachine wish) {
    return catchThrowableOfType(ApplicationFailure.class, () -> machines.start(wish));
  }

  private static void assertIs(ApplicationFailure failure, FailureType type) {
    assertThat(failure.getType()).isEqualTo(type.name());
    assertThat(failure.isNonRetryable()).isTrue();
  }

  private AttachedDisk home() {
    return AttachedDisk.newBuilder()
        .setSource("projects/%s/zones/%s/disks/%s".formatted(P, ZONE, asked.home.value()))
        .build();
  }

  private static Instance.Builder foreign(String name) {
    return Instance.newBuilder()
        .setName(name)
        .setMachineType("zones/%s/machineTypes/n1-standard-1".formatted(ZONE))
        .addDisks(
            AttachedDisk.newBuilder()
                .setBoot(true)
                .setInitializeParams(
                    AttachedDiskInitializeParams.newBuilder()
                        .setSourceImage(ComputeSettings.PLACEHOLDER_IMAGE)))
        .addNetworkInterfaces(NetworkInterface.newBuilder().setNetwork("global/networks/default"));
  }

  private void insert(Instance vm) {
    google
        .clients()
        .instances()
        .insertCallable()
        .call(
            InsertInstanceRequest.newBuilder()
                .setProject(P)
                .setZone(ZONE)
                .setInstanceResource(vm)
                .build());
    google.advance(Duration.ofMinutes(1));
  }
}
