package org.stipend.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stipend.emulator.Emulated.q;
import static org.stipend.emulator.Emulated.vm;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How machines come into the world, and leave it. */
class MachinesTest {

  @RegisterExtension final Emulated emulated = new Emulated();

  private String status() {
    return emulated.machine("rt-1").text("status");
  }

  @Test
  void aMachineIsProvisionedStagedAndRuns() {
    Reply operation = emulated.post("/instances", vm("rt-1", "e2-standard-4", ""));
    assertThat(status()).isEqualTo("PROVISIONING");
    emulated.advance("PT5S");
    assertThat(status()).isEqualTo("STAGING");
    assertThat(emulated.machine("rt-1").has("lastStartTimestamp")).isFalse();
    emulated.done(operation);
    assertThat(status()).isEqualTo("RUNNING");
    assertThat(emulated.machine("rt-1").text("lastStartTimestamp"))
        .isEqualTo("2026-11-30T04:00:17.200-08:00");
  }

  @Test
  void aMachineHasWhatGoogleAdds() {
    Reply machine = emulated.aMachine("rt-1");
    assertThat(machine.text("kind")).isEqualTo("compute#instance");
    assertThat(machine.text("labelFingerprint")).isEqualTo("42WmSpB8rSM=");
    assertThat(machine.text("tags.fingerprint")).isEqualTo("42WmSpB8rSM=");
    assertThat(machine.text("metadata.fingerprint")).isEqualTo("42WmSpB8rSM=");
    assertThat(machine.text("scheduling.automaticRestart")).isEqualTo("true");
    assertThat(machine.text("scheduling.onHostMaintenance")).isEqualTo("MIGRATE");
    assertThat(machine.text("scheduling.provisioningModel")).isEqualTo("STANDARD");
    assertThat(machine.text("networkInterfaces.0.name")).isEqualTo("nic0");
    assertThat(machine.text("networkInterfaces.0.networkIP")).startsWith("10.128.");
    assertThat(machine.has("networkInterfaces.0.accessConfigs")).isFalse();
    assertThat(machine.text("disks.0.deviceName")).isEqualTo("persistent-disk-0");
    assertThat(machine.text("disks.0.mode")).isEqualTo("READ_WRITE");
    assertThat(machine.has("cpuPlatform")).isTrue();
  }

  @Test
  void theBootDiskIsCalledAsTheMachineAndUsedByIt() {
    emulated.aMachine("rt-1");
    Reply boot = emulated.zone("/disks/rt-1");
    assertThat(boot.text("status")).isEqualTo("READY");
    assertThat(boot.text("sizeGb")).isEqualTo("20");
    assertThat(boot.text("users.0")).endsWith("/instances/rt-1");
    assertThat(boot.has("lastAttachTimestamp")).isTrue();
  }

  @Test
  void anOuterAddressIsThereIfAskedFor() {
    String body =
        vm("rt-1", "e2-medium", "").replace("'subnetwork'", "'accessConfigs':[{}],'subnetwork'");
    emulated.done(emulated.post("/instances", body));
    assertThat(emulated.machine("rt-1").has("networkInterfaces.0.accessConfigs.0.natIP")).isTrue();
  }

  @Test
  void noTwoMachinesHaveTheSameAddress() {
    assertThat(emulated.aMachine("rt-1").text("networkInterfaces.0.networkIP"))
        .isNotEqualTo(emulated.aMachine("rt-2").text("networkInterfaces.0.networkIP"));
  }

  @Test
  void aDeletedMachineStopsAndIsGoneWithItsOwnDisks() {
    emulated.aDisk("home");
    String disks = "'disks':[";
    String home = ",{'source':'zones/us-central1-a/disks/home','deviceName':'home'}]";
    String body = vm("rt-1", "e2-medium", "").replace("}}],", "}}" + home + ",");
    assertThat(body).contains(disks);
    emulated.done(emulated.post("/instances", body));
    assertThat(emulated.zone("/disks/home").text("users.0")).endsWith("/instances/rt-1");
    Reply operation = emulated.delete("/instances/rt-1");
    assertThat(status()).isEqualTo("STOPPING");
    emulated.done(operation);
    assertThat(emulated.machine("rt-1").status()).isEqualTo(404);
    assertThat(emulated.zone("/disks/rt-1").status()).isEqualTo(404);
    assertThat(emulated.zone("/disks/home").has("users")).isFalse();
    assertThat(emulated.zone("/disks/home").has("lastDetachTimestamp")).isTrue();
  }

  @Test
  void aMachineDeletedWhileItIsMadeIsGone() {
    Reply insert = emulated.post("/instances", vm("rt-1", "e2-medium", ""));
    Reply delete = emulated.delete("/instances/rt-1");
    emulated.done(insert);
    assertThat(status()).isEqualTo("STOPPING");
    emulated.done(delete);
    assertThat(emulated.machine("rt-1").status()).isEqualTo(404);
  }

  @Test
  void aProtectedMachineIsNotDeleted() {
    emulated.done(
        emulated.post("/instances", vm("rt-1", "e2-medium", "'deletionProtection':true,")));
    assertThat(emulated.delete("/instances/rt-1").status()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'rt-1' | 'RT' | invalid",
        "e2-standard-4 | e9-none | invalid",
        "us-central1-a/machineTypes | us-central1-b/machineTypes | invalid",
        "family/debian-12 | family/debian-99 | notFound",
        "'boot':true | 'boot':false | invalid",
        "subnetworks/default | subnetworks/none | notFound",
        "'diskSizeGb':'20' | 'diskSizeGb':'1' | invalid",
        "'machineType' | 'machineKind' | required",
      })
  void whatCannotBeIsRefusedAtOnce(String part, String other, String reason) {
    String body = vm("rt-1", "e2-standard-4", "").replace(part, other);
    assertThat(emulated.post("/instances", body).reason()).isEqualTo(reason);
    assertThat(emulated.zone("/disks").has("items")).isFalse();
  }

  @Test
  void aMachineTypeThatIsNotInTheZoneIsABadValue() {
    assertThat(emulated.post("/instances", vm("rt-1", "n1-standard-99", "")).message())
        .isEqualTo(
            "Invalid value for field 'resource.machineType':"
                + " 'zones/us-central1-a/machineTypes/n1-standard-99'. Machine type with name"
                + " 'n1-standard-99' does not exist in zone 'us-central1-a'.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'scheduling':{'maxRunDuration':{'seconds':'29'}},",
        "'scheduling':{'maxRunDuration':{'seconds':'10368001'}},",
        "'scheduling':{'hostErrorTimeoutSeconds':100},",
        "'scheduling':{'provisioningModel':'SPOT','automaticRestart':true},"
      })
  void aScheduleHasLimits(String schedule) {
    assertThat(emulated.post("/instances", vm("rt-1", "e2-medium", schedule)).reason())
        .isEqualTo("invalid");
  }

  @Test
  void aSpotMachineDoesNotRestart() {
    emulated.done(
        emulated.post(
            "/instances", vm("rt-1", "e2-medium", "'scheduling':{'provisioningModel':'SPOT'},")));
    Reply machine = emulated.machine("rt-1");
    assertThat(machine.text("scheduling.preemptible")).isEqualTo("true");
    assertThat(machine.text("scheduling.automaticRestart")).isEqualTo("false");
    assertThat(machine.text("scheduling.onHostMaintenance")).isEqualTo("TERMINATE");
    assertThat(machine.text("scheduling.instanceTerminationAction")).isEqualTo("STOP");
  }

  @Test
  void acceleratorsDoNotMigrateAndDoNotFitEverywhere() {
    String t4 =
        "'guestAccelerators':[{'acceleratorCount':1,'acceleratorType':"
            + "'zones/us-central1-a/acceleratorTypes/nvidia-tesla-t4'}],";
    String terminate = "'scheduling':{'onHostMaintenance':'TERMINATE'},";
    emulated.emulator().change(cloud -> cloud.limit(Emulated.PROJECT, "GPUS_ALL_REGIONS", 8));
    assertThat(emulated.post("/instances", vm("rt-1", "n1-standard-4", t4)).message())
        .endsWith("Instances with guest accelerators do not support live migration.");
    assertThat(emulated.post("/instances", vm("rt-1", "e2-medium", t4 + terminate)).status())
        .isEqualTo(400);
    emulated.done(emulated.post("/instances", vm("rt-1", "n1-standard-4", t4 + terminate)));
    assertThat(emulated.machine("rt-1").text("status")).isEqualTo("RUNNING");
    emulated.done(emulated.post("/instances", vm("rt-2", "g2-standard-4", terminate)));
    assertThat(emulated.machine("rt-2").text("guestAccelerators.0.acceleratorType"))
        .endsWith("/acceleratorTypes/nvidia-l4");
  }

  @Test
  void machinesAreListedByLabelAndInAllZones() {
    emulated.done(
        emulated.post("/instances", vm("rt-1", "e2-medium", "'labels':{'runtime-id':'r1'},")));
    emulated.aMachine("rt-2");
    String filter = "?filter=" + q("labels.runtime-id = r1");
    assertThat(emulated.zone("/instances" + filter).names()).containsExactly("rt-1");
    Reply all = emulated.get("/aggregated/instances" + filter);
    assertThat(all.text("items.zones/us-central1-a.instances.0.name")).isEqualTo("rt-1");
    assertThat(all.has("items.zones/us-central1-c.warning")).isTrue();
    assertThat(
            emulated.zone("/instances?filter=" + q("scheduling.automaticRestart = true")).names())
        .hasSize(2);
  }

  @Test
  void aMachineIsFoundByItsNumberToo() {
    String id = emulated.aMachine("rt-1").text("id");
    assertThat(emulated.machine(id).text("name")).isEqualTo("rt-1");
    emulated.done(emulated.post("/instances/" + id + "/stop", ""));
    assertThat(status()).isEqualTo("TERMINATED");
  }
}
