package org.stipend.orchestrator.runtime.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.temporal.client.WorkflowStub;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.stipend.orchestrator.runtime.workflow.RuntimeSnapshot.Desired;

/** What the workflow does where a zone has no room for a machine. */
class OtherZonesTest {

  private final RuntimeWorld world = new RuntimeWorld(List.of("a", "b", "c"));

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aLaunchGoesOnInTheNextZoneWithItsDisk() {
    world.cloud.full = Set.of("a", "b");
    world.launch();
    world.becomes("RUNNING");

    assertThat(world.runtime.zone()).isEqualTo("c");
    assertThat(world.cloud.calls)
        .containsExactly(
            "createDisk",
            "create",
            "moveDisk",
            "create",
            "moveDisk",
            "create",
            "awaitListening",
            "awaitHealthy");
    assertThat(world.cloud.machines()).isEqualTo(1);
  }

  @Test
  void aMachineThatIsOffIsDeletedBeforeItsDiskMovesToWhereANewOneIsMade() {
    world.launch();
    world.becomes("RUNNING");
    world.want(Desired.STOPPED);
    world.becomes("STOPPED");
    world.cloud.full = Set.of("a");
    world.want(Desired.RUNNING);
    world.becomes("RUNNING");

    assertThat(world.runtime.zone()).isEqualTo("b");
    assertThat(world.cloud.calls)
        .endsWith(
            "start", "delete", "observe", "moveDisk", "create", "awaitListening", "awaitHealthy");
    assertThat(world.cloud.machines()).isEqualTo(1);
  }

  @Test
  void whereNoZoneHasRoomItFailsWithAllThatWereTriedAndCanBeStartedLater() {
    world.cloud.full = Set.of("a", "b", "c");
    world.launch();
    world.becomes("FAILED");

    assertThat(world.runtime.failure()).isEqualTo("NO_CAPACITY");
    assertThat(world.runtime.failureInWords()).startsWith("No free n1-standard-1 in a, b, c.");
    await().until(() -> world.cloud.calls.contains("stop"));
    assertThat(world.cloud.machines()).isZero();
    world.cloud.full = Set.of();
    world.want(Desired.RUNNING);
    world.becomes("RUNNING");
    assertThat(world.runtime.zone()).isEqualTo("c");
  }

  @Test
  void aDeletionWhileItIsLookedForLeavesNothing() {
    world.cloud.full = Set.of("a", "b", "c");
    world.cloud.before =
        call -> {
          if (call.equals("moveDisk") && world.runtime.generation() == 2) {
            world.workflow.poke(world.runtime.want(Desired.DELETED));
          }
        };
    world.launch();
    WorkflowStub.fromTyped(world.workflow).getResult(Void.class);

    assertThat(world.runtime.state()).isEqualTo("DELETED");
    assertThat(world.cloud.machines()).isZero();
  }
}
