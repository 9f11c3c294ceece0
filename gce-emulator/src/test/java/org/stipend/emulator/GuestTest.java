package org.stipend.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stipend.emulator.Emulated.vm;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Machines that run and whose guests do not get far. */
class GuestTest {

  private static final String STATE = "/instances/rt-1/getGuestAttributes?variableKey=stipend/step";
  private static final String FLAG =
      "'metadata':{'items':[{'key':'enable-guest-attributes','value':'TRUE'}]},";

  @RegisterExtension final Emulated emulated = new Emulated();

  private void told(String trouble) {
    emulated.postAt(
        "//emulator/guests",
        "{'project':'stipend-ws-1','zone':'us-central1-a','instance':'rt-1'" + trouble + "}");
  }

  private void boots() {
    emulated.done(emulated.post("/instances", vm("rt-1", "e2-medium", FLAG)));
    emulated.advance("PT1M");
  }

  @ParameterizedTest
  @CsvSource({"TOOL, Boot, failed to pull image", "HEALTH, Tool, out of memory"})
  void aBootStopsWhereItIsToldToAndSaysWhy(String before, String reached, String line) {
    told(",'before':'" + before + "','line':'" + line + "'");
    boots();
    assertThat(emulated.machine("rt-1").text("status")).isEqualTo("RUNNING");
    assertThat(emulated.zone(STATE).text("variableValue")).isEqualTo(reached);
    assertThat(emulated.zone("/instances/rt-1/serialPort").text("contents"))
        .endsWith(line + "\r\n");
  }

  @Test
  void aKernelThatPanicsReportsNothing() {
    told(",'before':'BOOT','line':'Kernel panic - not syncing'");
    boots();
    assertThat(emulated.zone(STATE).status()).isEqualTo(404);
  }

  @Test
  void aGuestThatIsCuredBootsAtTheNextReset() {
    told(",'before':'BOOT','line':'No space left on device'");
    boots();
    told("");
    emulated.done(emulated.post("/instances/rt-1/reset", ""));
    emulated.advance("PT1M");
    assertThat(emulated.zone(STATE).text("variableValue")).isEqualTo("Health");
  }
}
