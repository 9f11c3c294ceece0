package org.stipend.orchestrator.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stipend.orchestrator.runtime.TestingRun.EXIT;
import static org.stipend.orchestrator.runtime.TestingRun.LAUNCH;

import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.stipend.cloud.machine.MachineState;
import org.stipend.cloud.machine.StopCause;
import org.stipend.orchestrator.TestClock;
import org.stipend.orchestrator.TestConsole;

/** What people may ask of a runtime, where the answer depends on what became of it. */
class RuntimeCommandsTest {

  private static final TestClock clock = new TestClock(LAUNCH.toString());

  @RegisterExtension static final TestConsole console = new TestConsole(clock);

  private TestingRun run;

  @BeforeEach
  void launches() {
    run = new TestingRun(console, clock);
  }

  @Test
  void aDeletionIsNotTakenBackOnceANewerRuntimeHasItsPlace() {
    run.starts(LAUNCH.plusSeconds(3_600));
    run.owner().send("DELETE", "/api/runtimes/" + run.id() + "?disk=keep", "");
    UUID newer = run.launch();
    var answer = run.owner().post("/api/runtimes/" + run.id() + "/cancel", "");
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.text("code")).isEqualTo("RUNTIME_EXISTS");
    assertThat(answer.text("runtime")).isEqualTo(newer.toString());
  }

  @Test
  void aSecondDeletionThatAlsoDropsTheDiskIsHeeded() {
    run.starts(EXIT.plusSeconds(3_600));
    run.owner().send("DELETE", "/api/runtimes/" + run.id() + "?disk=keep", "");
    run.owner().send("DELETE", "/api/runtimes/" + run.id() + "?disk=delete", "");
    run.report(run.stopped(EXIT, StopCause.REQUESTED));
    run.report(new MachineState.Missing(run.machine()));
    run.ledger.settled(run.wish());
    String disks =
        run.owner().get("/api/disks?workspace=" + run.workspace()).json().path("items").toString();
    assertThat(disks).contains("DELETING");
  }

  @Test
  void aDeletionThatWouldDropADiskKeptBeforeNamesTheWayToIt() {
    run.starts(EXIT.plusSeconds(3_600));
    run.owner().send("DELETE", "/api/runtimes/" + run.id() + "?disk=keep", "");
    run.report(run.stopped(EXIT, StopCause.REQUESTED));
    run.report(new MachineState.Missing(run.machine()));
    run.ledger.settled(run.wish());
    var again = run.owner().send("DELETE", "/api/runtimes/" + run.id() + "?disk=keep", "");
    assertThat(again.status()).isEqualTo(202);
    var late = run.owner().send("DELETE", "/api/runtimes/" + run.id() + "?disk=delete", "");
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.text("nextStep")).contains("DELETE /api/disks/");
  }

  @Test
  void aMachineWithAGpuIsRefusedWhereThereIsNone() {
    var answer =
        run.owner()
            .send(
                "PUT",
                "/api/runtimes/" + UUID.randomUUID(),
                """
                {"workspace":"%s","tool":"jupyter","machineType":"g2-standard-4",
                 "disk":{"type":"pd-balanced","sizeGib":10}}
                """
                    .formatted(run.workspace()));
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.text("code")).isEqualTo("GPU_UNAVAILABLE");
  }
}
