package org.stipend.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stipend.emulator.Emulated.PROJECT;
import static org.stipend.emulator.Emulated.q;
import static org.stipend.emulator.Emulated.vm;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What others do to a project: its admins, who pays for it, and what Google allows it. */
class OutsideTest {

  private static final String KEY =
      "projects/keys-1/locations/us-central1/keyRings/ring/cryptoKeys/key-1";
  private static final String ACCOUNT = "runtime@stipend-ws-1.iam.gserviceaccount.com";

  @RegisterExtension final Emulated emulated = new Emulated();

  @TempDir Path folder;

  private Reply told(String what, String how) {
    return emulated.postAt("//emulator/" + what, how);
  }

  private void switched(String how) {
    assertThat(told("switches", "{'project':'" + PROJECT + "'," + how + "}").status())
        .isEqualTo(200);
  }

  private Reply admin(String verb) {
    return told(
        "admins",
        "{'project':'%s','zone':'us-central1-a','instance':'rt-1','verb':'%s'}"
            .formatted(PROJECT, verb));
  }

  private String status() {
    return emulated.machine("rt-1").text("status");
  }

  private Reply operations(String filter) {
    return emulated.zone("/operations?filter=" + q(filter));
  }

  @ParameterizedTest
  @CsvSource({"stop, TERMINATED", "suspend, SUSPENDED"})
  void somebodyElseTurnsAMachineOff(String verb, String then) {
    emulated.aMachine("rt-1");
    assertThat(admin(verb).status()).isEqualTo(200);
    emulated.advance("PT1M");
    assertThat(status()).isEqualTo(then);
    assertThat(operations("operationType = " + verb).text("items.0.user"))
        .isEqualTo("admin@stipend-ws-1.example.com");
    assertThat(operations("operationType = insert").text("items.0.user"))
        .isEqualTo("researcher@stipend-ws-1.example.com");
  }

  @Test
  void somebodyElseStartsAndDeletesAMachine() {
    emulated.aMachine("rt-1");
    emulated.done(emulated.post("/instances/rt-1/stop", ""));
    admin("start");
    emulated.advance("PT1M");
    assertThat(status()).isEqualTo("RUNNING");
    admin("delete");
    emulated.advance("PT1M");
    assertThat(emulated.machine("rt-1").status()).isEqualTo(404);
  }

  @Test
  void whatAnAdminCannotDoIsSaid() {
    assertThat(admin("stop").status()).isEqualTo(404);
    assertThat(admin("paint").status()).isEqualTo(400);
  }

  @Test
  void whatAnAdminDidIsKept() {
    Path state = folder.resolve("state");
    emulated.startWith(state);
    emulated.aMachine("rt-1");
    admin("paint");
    admin("stop");
    emulated.startWith(state);
    emulated.advance("PT1M");
    assertThat(status()).isEqualTo("TERMINATED");
  }

  @Test
  void aProjectHasOnlySoManyOperationsUnderWay() {
    switched("'operations':1");
    Reply first = emulated.post("/disks", "{'name':'a'}");
    Reply second = emulated.post("/disks", "{'name':'b'}");
    assertThat(second.status()).isEqualTo(403);
    assertThat(second.reason()).isEqualTo("CONCURRENT_OPERATIONS_QUOTA_EXCEEDED");
    assertThat(emulated.zone("/disks/b").status()).isEqualTo(404);
    emulated.done(first);
    emulated.done(emulated.post("/disks", "{'name':'b'}"));
  }

  @Test
  void whatIsDoneIsForgottenAfterTwoWeeks() {
    Reply operation = emulated.post("/disks", "{'name':'a'}");
    emulated.done(operation);
    String path = "/operations/" + operation.text("name");
    emulated.advance("P13DT23H");
    assertThat(emulated.zone(path).text("status")).isEqualTo("DONE");
    emulated.advance("PT1H");
    assertThat(emulated.zone(path).status()).isEqualTo(404);
  }

  @Test
  void whereBillingIsOffNothingRunsAndNothingIsChanged() {
    emulated.aMachine("rt-1");
    switched("'billing':false");
    Reply refused = emulated.post("/disks", "{'name':'a'}");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.reason()).isEqualTo("forbidden");
    assertThat(refused.message()).startsWith("This API method requires billing to be enabled.");
    assertThat(refused.text("error.details.0.reason")).isEqualTo("BILLING_DISABLED");
    emulated.advance("PT1M");
    assertThat(status()).isEqualTo("TERMINATED");
    switched("'billing':true");
    assertThat(status()).isEqualTo("TERMINATED");
    emulated.done(emulated.post("/instances/rt-1/start", ""));
    assertThat(status()).isEqualTo("RUNNING");
  }

  @Test
  void aMachineThatIsOnItsWayStopsWithoutBillingToo() {
    emulated.post("/instances", vm("rt-1", "e2-medium", ""));
    switched("'billing':false");
    emulated.advance("PT2M");
    assertThat(status()).isEqualTo("TERMINATED");
  }

  @Test
  void whoLostTheRightReadsAndChangesNothing() {
    emulated.aMachine("rt-1");
    switched("'permission':false");
    Reply refused = emulated.post("/instances", vm("rt-2", "e2-medium", ""));
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.reason()).isEqualTo("forbidden");
    assertThat(refused.message())
        .isEqualTo("Required 'compute.instances.create' permission for 'projects/stipend-ws-1'");
    assertThat(status()).isEqualTo("RUNNING");
    switched("'permission':true");
    emulated.aMachine("rt-2");
  }

  @Test
  void aMachineDoesNotStartWithoutItsServiceAccount() {
    String account = "'serviceAccounts':[{'email':'" + ACCOUNT + "'}],";
    emulated.done(emulated.post("/instances", vm("rt-1", "e2-medium", account)));
    emulated.done(emulated.post("/instances/rt-1/stop", ""));
    told("gone", "{'serviceAccount':'" + ACCOUNT + "'}");
    Reply start = emulated.done(emulated.post("/instances/rt-1/start", ""));
    assertThat(start.text("error.errors.0.code")).isEqualTo("EXTERNAL_RESOURCE_NOT_FOUND");
    assertThat(start.text("error.errors.0.message"))
        .isEqualTo("The resource '" + ACCOUNT + "' of type 'serviceAccount' was not found.");
    assertThat(status()).isEqualTo("TERMINATED");
    told("gone", "{'serviceAccount':'" + ACCOUNT + "','back':true}");
    emulated.done(emulated.post("/instances/rt-1/start", ""));
    assertThat(status()).isEqualTo("RUNNING");
  }

  @Test
  void anImageThatIsDeprecatedIsUsedWithAWarning() {
    emulated.aMachine("rt-1");
    String image = emulated.zone("/disks/rt-1").text("sourceImage");
    String name = image.substring(image.lastIndexOf('/') + 1);
    told("gone", "{'image':'" + name + "'}");
    Reply warned = emulated.done(emulated.post("/instances", vm("rt-2", "e2-medium", "")));
    assertThat(warned.text("warnings.0.code")).isEqualTo("DEPRECATED_RESOURCE_USED");
    assertThat(warned.text("warnings.0.message")).endsWith(name + "' is deprecated.");
    assertThat(warned.has("error")).isFalse();
    told("gone", "{'image':'" + name + "','back':true}");
    Reply again = emulated.done(emulated.post("/instances", vm("rt-3", "e2-medium", "")));
    assertThat(again.has("warnings")).isFalse();
  }

  @Test
  void aDiskIsOfNoUseWithoutItsKey() {
    String encrypted = "{'name':'%s','diskEncryptionKey':{'kmsKeyName':'" + KEY + "'}}";
    emulated.done(emulated.post("/disks", encrypted.formatted("home")));
    assertThat(emulated.zone("/disks/home").text("diskEncryptionKey.kmsKeyName"))
        .isEqualTo(KEY + "/cryptoKeyVersions/1");
    emulated.aMachine("rt-1");
    told("gone", "{'key':'" + KEY + "'}");
    Reply other = emulated.post("/disks", encrypted.formatted("other"));
    assertThat(other.status()).isEqualTo(400);
    assertThat(other.message())
        .startsWith("Cloud KMS error when using key " + KEY + "/cryptoKeyVersions/1:")
        .endsWith("is not enabled, current state is: DISABLED.");
    String attached = "{'source':'zones/us-central1-a/disks/home'}";
    assertThat(emulated.post("/instances/rt-1/attachDisk", attached).status()).isEqualTo(400);
    told("gone", "{'key':'" + KEY + "','back':true}");
    emulated.done(emulated.post("/instances/rt-1/attachDisk", attached));
  }
}
