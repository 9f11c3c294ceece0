package org.stipend.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stipend.emulator.Emulated.vm;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Guests that say what went wrong in them. */
class GuestFailureTest {

  private static final String GUEST = "/instances/rt-1/getGuestAttributes?variableKey=stipend/";
  private static final String FLAG =
      "'metadata':{'items':[{'key':'enable-guest-attributes','value':'TRUE'}]},";

  @RegisterExtension final Emulated emulated = new Emulated();

  private void told(String trouble) {
    Reply answer =
        emulated.postAt(
            "//emulator/guests",
            "{'project':'stipend-ws-1','zone':'us-central1-a','instance':'rt-1'" + trouble + "}");
    assertThat(answer.status()).isEqualTo(200);
  }

  private void boots() {
    emulated.aDisk("pd-1");
    String home = "}},{'source':'zones/us-central1-a/disks/pd-1','deviceName':'home'}],";
    String body = vm("rt-1", "e2-medium", FLAG).replace("}}],", home);
    emulated.done(emulated.post("/instances", body));
    emulated.advance("PT2M");
  }

  private String reported(String key) {
    Reply answer = emulated.zone(GUEST + key);
    return answer.status() == 404 ? "nothing" : answer.text("variableValue");
  }

  private String serial() {
    return emulated.zone("/instances/rt-1/serialPort").text("contents");
  }

  @ParameterizedTest
  @CsvSource({
    "HOME_NOT_MOUNTED, Boot, wrong fs type",
    "BOOT_DISK_FULL, Mount, No space left on device",
    "IMAGE_PULL_FAILED, Mount, Error response from daemon",
    "STARTUP_FAILED, Mount, startup-script exit status 1",
    "CLOCK_WRONG, Mount, certificate has expired or is not yet valid",
    "NO_NETWORK, Mount, server misbehaving",
    "TOOL_UNHEALTHY, Tool, health call answered 503",
    "OUT_OF_MEMORY, Tool, Out of memory: Killed process",
  })
  void aBootEndsAndSaysWhy(String failure, String reached, String line) {
    told(",'failure':'" + failure + "'");
    boots();
    assertThat(reported("failure")).isEqualTo(failure);
    assertThat(reported("message")).endsWith(".");
    assertThat(reported("step")).isEqualTo(reached);
    assertThat(reported("health")).isEqualTo("nothing");
    assertThat(serial()).contains(line);
    assertThat(emulated.machine("rt-1").text("status")).isEqualTo("RUNNING");
  }

  @Test
  void aBootThatLoopsIsSeenOnItsSerialOutputAlone() {
    told(",'failure':'BOOT_LOOP'");
    boots();
    assertThat(reported("step")).isEqualTo("nothing");
    assertThat(reported("failure")).isEqualTo("nothing");
    assertThat(serial().split("Kernel panic - not syncing", -1)).hasSizeGreaterThan(3);
  }

  @Test
  void aFileSystemThatDidNotGrowIsSaidAndTheBootGoesOn() {
    told(",'failure':'FILE_SYSTEM_NOT_GROWN'");
    boots();
    assertThat(reported("failure")).isEqualTo("FILE_SYSTEM_NOT_GROWN");
    assertThat(reported("step")).isEqualTo("Health");
    assertThat(reported("health")).isEqualTo("ok");
  }

  @Test
  void theMessageCanBeChosen() {
    told(",'failure':'IMAGE_PULL_FAILED','message':'No such image: jupyter:9'");
    boots();
    assertThat(reported("message")).isEqualTo("No such image: jupyter:9");
  }

  @Test
  void aToolThatRanIsKilled() {
    boots();
    assertThat(reported("health")).isEqualTo("ok");
    told(",'failure':'OUT_OF_MEMORY','now':true");
    assertThat(reported("failure")).isEqualTo("OUT_OF_MEMORY");
    assertThat(reported("health")).isEqualTo("nothing");
  }

  @Test
  void theNextBootTakesTheReportBack() {
    told(",'failure':'NO_NETWORK'");
    boots();
    told("");
    emulated.done(emulated.post("/instances/rt-1/reset", ""));
    emulated.advance("PT1M");
    assertThat(reported("failure")).isEqualTo("nothing");
    assertThat(reported("health")).isEqualTo("ok");
  }

  @Test
  void aFailureThatNobodyKnowsIsRefused() {
    Reply answer = emulated.postAt("//emulator/guests", "{'failure':'TIRED'}");
    assertThat(answer.status()).isEqualTo(400);
  }
}
