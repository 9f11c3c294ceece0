package org.stipend.orchestrator.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stipend.cloud.Tool;
import org.stipend.cost.WorkspaceId;
import org.stipend.orchestrator.TestConsole;
import org.stipend.orchestrator.access.Role;

/** A launch that ended before the cloud had its disk. */
class DiskNotMadeTest {

  @RegisterExtension static final TestConsole console = new TestConsole();

  private final String person = "p" + UUID.randomUUID();

  @ParameterizedTest
  @CsvSource({
    "STARTING, CREATING, 1",
    "STOPPING, CREATING, 1",
    "STOPPED,  NOT_MADE, 0",
    "FAILED,   NOT_MADE, 0",
  })
  void isSaidToWaitAndIsNotExpectedToCost(String runtime, String disk, int expected) {
    String workspace = workspaceWithALaunch();
    console
        .database()
        .jdbc()
        .sql("UPDATE runtime SET state = :state WHERE workspace = :workspace::uuid")
        .param("state", runtime)
        .param("workspace", workspace)
        .update();

    assertThat(owner().get("/api/disks?workspace=" + workspace).json().at("/items/0/state"))
        .hasToString('"' + disk + '"');
    assertThat(
            console
                .bean(Disks.class)
                .beingMade(Set.of(new WorkspaceId(UUID.fromString(workspace)))))
        .hasSize(expected);
  }

  private String workspaceWithALaunch() {
    console.offers(Tool.TERMINAL);
    String workspace =
        owner()
            .post(
                "/api/workspaces",
                """
                {"name":"Disks","description":"","payer":"CREDIT"}
                """)
            .text("id");
    owner()
        .send(
            "PUT",
            "/api/runtimes/" + UUID.randomUUID(),
            """
            {"workspace":"%s","tool":"terminal","machineType":"n2-standard-4",
             "disk":{"type":"pd-balanced","sizeGib":10}}
            """
                .formatted(workspace));
    return workspace;
  }

  private TestConsole.Client owner() {
    return console
        .as(person, Role.RESEARCHER)
        .with("Content-Type", "application/json", "Idempotency-Key", UUID.randomUUID().toString());
  }
}
