package org.stipend.orchestrator.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.stipend.cloud.Tool;
import org.stipend.orchestrator.TestConsole;
import org.stipend.orchestrator.access.Role;

/** A launch of a person of its own, before the cloud has made anything of it. */
record TestingLaunch(TestConsole.Client owner, String workspace, String disk) {

  static TestingLaunch in(TestConsole console) {
    console.offers(Tool.TERMINAL);
    TestConsole.Client owner =
        console
            .as("p" + UUID.randomUUID(), Role.RESEARCHER)
            .with("Content-Type", "application/json", "Idempotency-Key", "" + UUID.randomUUID());
    String workspace =
        owner
            .post(
                "/api/workspaces",
                """
                {"name":"Disks","description":"","payer":"CREDIT"}
                """)
            .text("id");
    TestConsole.Answer launched =
        owner.send(
            "PUT",
            "/api/runtimes/" + UUID.randomUUID(),
            """
            {"workspace":"%s","tool":"terminal","machineType":"n2-standard-4",
             "disk":{"type":"pd-balanced","sizeGib":10}}
            """
                .formatted(workspace));
    assertThat(launched.status()).as(launched.toString()).isEqualTo(202);
    return new TestingLaunch(owner, workspace, launched.json().at("/disk/id").asString());
  }
}
