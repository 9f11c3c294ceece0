package org.stipend.orchestrator.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.stipend.orchestrator.TestConsole;
import org.stipend.orchestrator.disk.workflow.DiskLedger;
import org.stipend.orchestrator.runtime.workflow.RuntimeLedger;

/** A kept disk that was made in a region of a cloud, while tools now run on this computer. */
class DiskElsewhereTest {

  private static final String THERE = "stipend-cloud-gce-us-central1";

  @RegisterExtension static final TestConsole console = new TestConsole();

  private TestingLaunch launch;

  @BeforeEach
  void wasMadeElsewhere() {
    launch = TestingLaunch.in(console);
    set("UPDATE disk SET provider = 'gce', region = 'us-central1', state = 'READY' WHERE id = :id");
    set("UPDATE runtime SET provider = 'gce', region = 'us-central1' WHERE disk = :id");
  }

  @Test
  void whoeverWorksThereIsAskedForItAndForItsMachine() {
    UUID runtime =
        console
            .database()
            .jdbc()
            .sql("SELECT id FROM runtime WHERE disk = :id")
            .param("id", UUID.fromString(launch.disk()))
            .query(UUID.class)
            .single();

    assertThat(console.bean(DiskLedger.class).load(UUID.fromString(launch.disk())).taskQueue())
        .isEqualTo(THERE);
    assertThat(console.bean(RuntimeLedger.class).load(runtime).taskQueue()).isEqualTo(THERE);
  }

  @Test
  void aLaunchHereRefusesItAndMakesNothing() {
    set("UPDATE runtime SET desired = 'DELETED', state = 'DELETED' WHERE disk = :id");

    var answer =
        launch
            .owner()
            .with("Idempotency-Key", UUID.randomUUID().toString())
            .send(
                "PUT",
                "/api/runtimes/" + UUID.randomUUID(),
                """
                {"workspace":"%s","tool":"terminal","machineType":"n2-standard-4","disk":{"id":"%s"}}
                """
                    .formatted(launch.workspace(), launch.disk()));

    assertThat(answer.status()).as(answer.toString()).isEqualTo(409);
    assertThat(answer.text("code")).isEqualTo("DISK_ELSEWHERE");
    assertThat(launch.owner().get("/api/runtimes").json().path("items")).isEmpty();
  }

  private void set(String change) {
    console.database().asOwner().sql(change).param("id", UUID.fromString(launch.disk())).update();
  }
}
