package org.stipend.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stipend.emulator.Emulated.PROJECT;
import static org.stipend.emulator.Emulated.vm;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where machines find no quota or no room. */
class MachineLimitsTest {

  @RegisterExtension final Emulated emulated = new Emulated();

  private Reply asked(String name, String machineType) {
    return emulated.done(emulated.post("/instances", vm(name, machineType, "")));
  }

  @Test
  void theQuotaFailsTheOperationAndTheMachineIsGone() {
    asked("rt-1", "n1-standard-16");
    Reply operation = emulated.post("/instances", vm("rt-2", "n1-standard-16", ""));
    assertThat(emulated.machine("rt-2").text("status")).isEqualTo("PROVISIONING");
    Reply failed = emulated.done(operation);
    assertThat(failed.text("error.errors.0.code")).isEqualTo("QUOTA_EXCEEDED");
    assertThat(failed.text("error.errors.0.message"))
        .isEqualTo("Quota 'CPUS' exceeded.  Limit: 24.0 in region us-central1.");
    assertThat(failed.text("error.errors.0.errorDetails.0.quotaInfo.limitName"))
        .isEqualTo("CPUS-per-project-region");
    assertThat(failed.text("httpErrorStatusCode")).isEqualTo("403");
    assertThat(failed.text("httpErrorMessage")).isEqualTo("FORBIDDEN");
    assertThat(emulated.machine("rt-2").status()).isEqualTo(404);
    assertThat(emulated.zone("/disks/rt-2").status()).isEqualTo(404);
  }

  @Test
  void familiesHaveQuotasOfTheirOwnUnderOneForAll() {
    asked("rt-1", "n2-standard-16");
    asked("rt-2", "e2-standard-16");
    assertThat(emulated.get("/regions/us-central1").body().toString())
        .contains("{\"limit\":24.0,\"usage\":16.0,\"metric\":\"N2_CPUS\"}")
        .contains("{\"limit\":24.0,\"usage\":16.0,\"metric\":\"CPUS\"}");
    assertThat(asked("rt-3", "e2-medium").text("error.errors.0.message"))
        .isEqualTo("Quota 'CPUS_ALL_REGIONS' exceeded.  Limit: 32.0 globally.");
  }

  @Test
  void aStoppedMachineUsesNoCpusAndMayFindNoneToStart() {
    asked("rt-1", "n1-standard-16");
    emulated.done(emulated.post("/instances/rt-1/stop", ""));
    asked("rt-2", "n1-standard-16");
    Reply failed = emulated.done(emulated.post("/instances/rt-1/start", ""));
    assertThat(failed.text("error.errors.0.code")).isEqualTo("QUOTA_EXCEEDED");
    assertThat(emulated.machine("rt-1").text("status")).isEqualTo("TERMINATED");
  }

  @Test
  void aSoldOutZoneFailsTheOperationAfterAWhile() {
    emulated.emulator().change(cloud -> cloud.sellOut("us-central1-a", "n2-"));
    Reply operation = emulated.post("/instances", vm("rt-1", "n2-standard-8", ""));
    emulated.advance("PT5S");
    assertThat(emulated.machine("rt-1").status()).isEqualTo(200);
    Reply failed = emulated.done(operation);
    assertThat(failed.text("error.errors.0.code")).isEqualTo("ZONE_RESOURCE_POOL_EXHAUSTED");
    assertThat(failed.text("httpErrorStatusCode")).isEqualTo("503");
    assertThat(emulated.machine("rt-1").status()).isEqualTo(404);
    assertThat(asked("rt-1", "e2-standard-8").has("error")).isFalse();
    emulated.emulator().change(cloud -> cloud.restock("us-central1-a"));
    assertThat(asked("rt-2", "n2-standard-8").has("error")).isFalse();
  }

  @Test
  void aFailedInsertLeavesAnAttachedDiskFree() {
    emulated.aDisk("home");
    emulated.emulator().change(cloud -> cloud.sellOut("us-central1-a", ""));
    String home = "}},{'source':'zones/us-central1-a/disks/home','deviceName':'home'}],";
    emulated.done(emulated.post("/instances", vm("rt-1", "e2-medium", "").replace("}}],", home)));
    assertThat(emulated.zone("/disks/home").has("users")).isFalse();
  }

  @Test
  void gpusHaveToBeGranted() {
    String terminate = "'scheduling':{'onHostMaintenance':'TERMINATE'},";
    Reply failed =
        emulated.done(emulated.post("/instances", vm("rt-1", "g2-standard-4", terminate)));
    assertThat(failed.text("error.errors.0.message"))
        .isEqualTo("Quota 'GPUS_ALL_REGIONS' exceeded.  Limit: 0.0 globally.");
    emulated.emulator().change(cloud -> cloud.limit(PROJECT, "GPUS_ALL_REGIONS", 1));
    emulated.done(emulated.post("/instances", vm("rt-1", "g2-standard-4", terminate)));
    assertThat(emulated.machine("rt-1").text("status")).isEqualTo("RUNNING");
  }

  @Test
  void theDisksOfAMachineCountAtOnce() {
    String body = vm("rt-1", "e2-medium", "").replace("'20'", "'501'");
    assertThat(emulated.post("/instances", body).reason()).isEqualTo("quotaExceeded");
  }
}
