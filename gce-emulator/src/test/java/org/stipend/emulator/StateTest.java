package org.stipend.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stipend.emulator.Emulated.vm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a cloud whose process ended. */
class StateTest {

  @RegisterExtension final Emulated emulated = new Emulated();

  @TempDir Path folder;
  private Path state;

  @BeforeEach
  void keepState() {
    state = folder.resolve("state");
    emulated.startWith(state);
  }

  @Test
  void anotherProcessHasTheSameCloud() {
    emulated.aDisk("home");
    emulated.post("/disks", "{'name':'home'}");
    emulated.postAt("//emulator/quotas", "{'project':'stipend-ws-1','metric':'CPUS','limit':8}");
    Reply machine = emulated.aMachine("rt-1");
    Reply operations = emulated.zone("/operations");
    emulated.startWith(state);
    assertThat(emulated.machine("rt-1").body()).isEqualTo(machine.body());
    assertThat(emulated.zone("/operations").body()).isEqualTo(operations.body());
    assertThat(emulated.get("/regions/us-central1").body().toString())
        .contains("{\"limit\":8.0,\"usage\":4.0,\"metric\":\"CPUS\"}");
  }

  @Test
  void whatWasUnderWayGoesOn() {
    Reply operation = emulated.post("/instances", vm("rt-1", "e2-medium", ""));
    emulated.postAt("//emulator/faults", "{'method':'disks.insert','hang':true}");
    Reply hangs = emulated.post("/disks", "{'name':'stuck'}");
    emulated.startWith(state);
    assertThat(emulated.machine("rt-1").text("status")).isEqualTo("PROVISIONING");
    emulated.done(operation);
    assertThat(emulated.machine("rt-1").text("status")).isEqualTo("RUNNING");
    emulated.advance("PT1H");
    assertThat(emulated.zone("/operations/" + hangs.text("name")).text("status"))
        .isEqualTo("RUNNING");
  }

  @Test
  void aRequestIdIsStillKnown() {
    String path = "/disks?requestId=8b4a1f9e-5d0c-4d4e-9a51-3f1f0f6f7a10";
    Reply first = emulated.post(path, "{'name':'once'}");
    emulated.startWith(state);
    assertThat(emulated.post(path, "{'name':'once'}").text("name")).isEqualTo(first.text("name"));
  }

  @Test
  void aLineThatWasCutOffIsPassedOver() throws IOException {
    emulated.aDisk("before");
    Files.writeString(state, "\n{\"request\":{\"verb\":\"PO", StandardOpenOption.APPEND);
    emulated.startWith(state);
    emulated.aDisk("after");
    emulated.startWith(state);
    assertThat(emulated.zone("/disks").names()).containsExactly("after", "before");
  }

  @Test
  void aResetIsRememberedToo() {
    emulated.aDisk("home");
    emulated.emulator().reset();
    emulated.startWith(state);
    assertThat(emulated.zone("/disks").has("items")).isFalse();
  }
}
