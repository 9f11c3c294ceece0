package org.stipend.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is changed of a machine that stays. */
class MachineSettingsTest {

  @RegisterExtension final Emulated emulated = new Emulated();

  private Reply machine;

  @BeforeEach
  void aMachine() {
    machine = emulated.aMachine("rt-1");
  }

  private Reply tell(String verb, String body) {
    return emulated.post("/instances/rt-1/" + verb, body);
  }

  private void changed(Reply operation) {
    assertThat(emulated.done(operation).has("error")).isFalse();
    machine = emulated.machine("rt-1");
  }

  @Test
  void theMachineTypeChangesWhileItIsOff() {
    String type = "{'machineType':'zones/us-central1-a/machineTypes/n2-standard-4'}";
    Reply failed = emulated.done(tell("setMachineType", type));
    assertThat(failed.text("error.errors.0.code")).isEqualTo("RESOURCE_NOT_READY");
    assertThat(failed.text("httpErrorStatusCode")).isEqualTo("400");
    changed(tell("stop", ""));
    changed(tell("setMachineType", type));
    assertThat(machine.text("machineType")).endsWith("/machineTypes/n2-standard-4");
    assertThat(tell("setMachineType", type.replace("n2", "n9")).reason()).isEqualTo("invalid");
  }

  @Test
  void labelsMetadataAndTagsAskForTheirFingerprint() {
    String stale = "AAAAAAAAAAA=";
    assertThat(tell("setLabels", "{'labels':{'a':'b'}}").status()).isEqualTo(412);
    assertThat(tell("setMetadata", "{'fingerprint':'" + stale + "'}").status()).isEqualTo(412);
    assertThat(tell("setTags", "{'items':['a']}").status()).isEqualTo(412);
    changed(
        tell(
            "setLabels",
            "{'labels':{'a':'b'},'labelFingerprint':'%s'}"
                .formatted(machine.text("labelFingerprint"))));
    assertThat(machine.text("labels.a")).isEqualTo("b");
    assertThat(machine.text("labelFingerprint")).isNotEqualTo("42WmSpB8rSM=");
    changed(
        tell(
            "setMetadata",
            "{'items':[{'key':'k','value':'v'}],'fingerprint':'%s'}"
                .formatted(machine.text("metadata.fingerprint"))));
    assertThat(machine.text("metadata.items.0.value")).isEqualTo("v");
    changed(
        tell(
            "setTags",
            "{'items':['stipend'],'fingerprint':'%s'}"
                .formatted(machine.text("tags.fingerprint"))));
    assertThat(machine.text("tags.items.0")).isEqualTo("stipend");
  }

  @Test
  void ofTwoWritersOneWins() {
    String body = "{'items':[{'key':'k','value':'%s'}],'fingerprint':'%s'}";
    String fingerprint = machine.text("metadata.fingerprint");
    assertThat(tell("setMetadata", body.formatted("1", fingerprint)).status()).isEqualTo(200);
    assertThat(tell("setMetadata", body.formatted("2", fingerprint)).status()).isEqualTo(412);
  }

  @Test
  void metadataHasLimits() {
    String value = "x".repeat(256 * 1024 + 1);
    String body = "{'items':[{'key':'k','value':'%s'}],'fingerprint':'42WmSpB8rSM='}";
    assertThat(tell("setMetadata", body.formatted(value)).reason()).isEqualTo("invalid");
  }

  @Test
  void theScheduleChangesWhileItIsOff() {
    String schedule = "{'maxRunDuration':{'seconds':'3600'},'instanceTerminationAction':'STOP'}";
    assertThat(tell("setScheduling", schedule).reason()).isEqualTo("resourceNotReady");
    changed(tell("stop", ""));
    changed(tell("setScheduling", schedule));
    assertThat(machine.text("scheduling.maxRunDuration.seconds")).isEqualTo("3600");
    changed(tell("start", ""));
    emulated.advance("PT61M");
    assertThat(emulated.machine("rt-1").text("status")).isEqualTo("TERMINATED");
  }

  @Test
  void aDiskIsAttachedAndDetachedByItsDeviceName() {
    emulated.aDisk("home");
    Reply attach =
        tell("attachDisk", "{'source':'zones/us-central1-a/disks/home','deviceName':'home'}");
    assertThat(emulated.zone("/disks/home").text("users.0")).endsWith("/instances/rt-1");
    changed(attach);
    assertThat(machine.text("disks.1.deviceName")).isEqualTo("home");
    assertThat(machine.text("disks.1.index")).isEqualTo("1");
    assertThat(emulated.post("/instances/rt-1/detachDisk?deviceName=none", "").message())
        .contains("No attached disk found with device name 'none'");
    changed(emulated.post("/instances/rt-1/detachDisk?deviceName=home", ""));
    assertThat(machine.has("disks.1")).isFalse();
    assertThat(emulated.zone("/disks/home").has("users")).isFalse();
  }

  @Test
  void aDiskInUseIsNotAttachedTwiceAndNotDeleted() {
    emulated.aDisk("home");
    changed(tell("attachDisk", "{'source':'zones/us-central1-a/disks/home'}"));
    assertThat(machine.text("disks.1.deviceName")).isEqualTo("persistent-disk-1");
    emulated.aMachine("rt-2");
    Reply second =
        emulated.post("/instances/rt-2/attachDisk", "{'source':'zones/us-central1-a/disks/home'}");
    assertThat(second.status()).isEqualTo(400);
    assertThat(second.reason()).isEqualTo("resourceInUseByAnotherResource");
    assertThat(second.message())
        .isEqualTo(
            "The disk resource 'projects/stipend-ws-1/zones/us-central1-a/disks/home' is already"
                + " being used by 'projects/stipend-ws-1/zones/us-central1-a/instances/rt-1'");
    assertThat(emulated.delete("/disks/home").reason()).isEqualTo("resourceInUseByAnotherResource");
  }

  @Test
  void aDiskOutlivesItsMachineOnceItIsToldTo() {
    changed(
        emulated.post(
            "/instances/rt-1/setDiskAutoDelete?autoDelete=false&deviceName=persistent-disk-0", ""));
    assertThat(machine.text("disks.0.autoDelete")).isEqualTo("false");
    emulated.done(emulated.delete("/instances/rt-1"));
    assertThat(emulated.zone("/disks/rt-1").text("status")).isEqualTo("READY");
  }

  @Test
  void anAttachedDiskGrows() {
    emulated.done(emulated.post("/disks/rt-1/resize", "{'sizeGb':'40'}"));
    assertThat(emulated.zone("/disks/rt-1").text("sizeGb")).isEqualTo("40");
  }
}
