package org.stipend.orchestrator.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stipend.cloud.Tool;
import org.stipend.orchestrator.TestConsole;
import org.stipend.orchestrator.access.Role;

/** A disk that a runtime takes is not deleted under it. */
class DiskInUseTest {

  @RegisterExtension static final TestConsole console = new TestConsole();

  @Test
  void isNotDeletedUnderARuntimeThatTookItAMomentAgo() {
    String disk = diskOfADeletedRuntime();
    JdbcClient jdbc = console.database().jdbc();
    var deletion =
        console
            .database()
            .transactions()
            .execute(status -> {
              jdbc.sql("SELECT 1 FROM disk WHERE id = :id::uuid FOR UPDATE")
                  .param("id", disk)
                  .query(Integer.class)
                  .single();
              jdbc.sql("UPDATE runtime SET state = 'STARTING' WHERE disk = :id::uuid")
                  .param("id", disk)
                  .update();
              var asked = CompletableFuture.supplyAsync(() -> delete(disk));
              awaitSomebodyWaitingForALock();
              return asked;
            });

    var answer = deletion.join();
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.text("code")).isEqualTo("DISK_IN_USE");
  }

  private static String diskOfADeletedRuntime() {
    console.offers(Tool.TERMINAL);
    String workspace =
        owner()
            .post(
                "/api/workspaces",
                """
                {"name":"Disks","description":"","payer":"CREDIT"}
                """)
            .text("id");
    var launched =
        owner()
            .send(
                "PUT",
                "/api/runtimes/" + UUID.randomUUID(),
                """
                {"workspace":"%s","tool":"terminal","machineType":"n2-standard-4",
                 "disk":{"type":"pd-balanced","sizeGib":10}}
                """
                    .formatted(workspace));
    assertThat(launched.status()).as(launched.toString()).isEqualTo(202);
    String disk = launched.json().at("/disk/id").asString();
    console
        .database()
        .jdbc()
        .sql("UPDATE runtime SET state = 'DELETED' WHERE disk = :id::uuid")
        .param("id", disk)
        .update();
    return disk;
  }

  private static TestConsole.Answer delete(String disk) {
    return owner().send("DELETE", "/api/disks/" + disk, "");
  }

  private static TestConsole.Client owner() {
    return console
        .as("owner", Role.RESEARCHER)
        .with("Content-Type", "application/json", "Idempotency-Key", UUID.randomUUID().toString());
  }

  private static void awaitSomebodyWaitingForALock() {
    JdbcClient other = console.bean(JdbcClient.class);
    Awaitility.await()
        .until(() ->
            other
                    .sql("SELECT count(*) FROM pg_locks WHERE NOT granted")
                    .query(Integer.class)
                    .single()
                > 0);
  }
}
