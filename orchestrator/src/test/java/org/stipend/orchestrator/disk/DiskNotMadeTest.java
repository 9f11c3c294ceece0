package org.stipend.orchestrator.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stipend.cost.WorkspaceId;
import org.stipend.orchestrator.TestConsole;

/** A launch that ended before the cloud had its disk. */
class DiskNotMadeTest {

  @RegisterExtension static final TestConsole console = new TestConsole();

  @ParameterizedTest
  @CsvSource({
    "STARTING, CREATING, 1",
    "STOPPING, CREATING, 1",
    "STOPPED,  NOT_MADE, 0",
    "FAILED,   NOT_MADE, 0",
  })
  void isSaidToWaitAndIsNotExpectedToCost(String runtime, String disk, int expected) {
    TestingLaunch launch = TestingLaunch.in(console);
    console
        .database()
        .jdbc()
        .sql("UPDATE runtime SET state = :state WHERE workspace = :workspace::uuid")
        .param("state", runtime)
        .param("workspace", launch.workspace())
        .update();

    assertThat(
            launch
                .owner()
                .get("/api/disks?workspace=" + launch.workspace())
                .json()
                .at("/items/0/state"))
        .hasToString('"' + disk + '"');
    assertThat(
            console
                .bean(Disks.class)
                .beingMade(Set.of(new WorkspaceId(UUID.fromString(launch.workspace())))))
        .hasSize(expected);
  }
}
